import Input from '@cloudscape-design/components/input'
import { useEffect, useState } from 'react'

interface Props {
  readonly namespace: string
  readonly serviceAccount: string
  readonly onChange: (next: { readonly namespace: string; readonly serviceAccount: string }) => void
}

/** Milliseconds between the last letter and the question. */
const pause = 250

/** Two fields, since names of namespaces and of service accounts are looked up apart. */
export function AssociationFilter({ namespace, serviceAccount, onChange }: Props) {
  const [typed, type] = useState({ namespace, serviceAccount })
  // The address may change without the fields: by the back button, by "Clear".
  useEffect(() => type({ namespace, serviceAccount }), [namespace, serviceAccount])
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked when somebody typed, not when the page is drawn anew
  useEffect(() => {
    const next = { namespace: typed.namespace.trim(), serviceAccount: typed.serviceAccount.trim() }
    if (next.namespace === namespace && next.serviceAccount === serviceAccount) return
    const timer = setTimeout(() => onChange(next), pause)
    return () => clearTimeout(timer)
  }, [typed])
  return (
    <div className="filters">
      <Input
        type="search"
        value={typed.namespace}
        placeholder="Namespace"
        ariaLabel="Filter by namespace"
        clearAriaLabel="Clear the namespace"
        onChange={({ detail }) => type({ ...typed, namespace: detail.value })}
      />
      <Input
        type="search"
        value={typed.serviceAccount}
        placeholder="Service account"
        ariaLabel="Filter by service account"
        clearAriaLabel="Clear the service account"
        onChange={({ detail }) => type({ ...typed, serviceAccount: detail.value })}
      />
    </div>
  )
}
