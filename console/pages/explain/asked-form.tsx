import Autosuggest from '@cloudscape-design/components/autosuggest'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import { useState } from 'react'
import type { Partly } from './asked-in'
import { useReported } from './use-reported'

interface Field {
  readonly name: keyof Partly
  readonly label: string
  readonly missing?: string
}

const fields: readonly Field[] = [
  { name: 'cluster', label: 'Cluster', missing: 'Say which cluster.' },
  { name: 'namespace', label: 'Namespace', missing: 'Say which namespace.' },
  { name: 'serviceAccount', label: 'Service account', missing: 'Say which service account.' },
  { name: 'pod', label: 'Pod' },
]

/** Whose road it is; each field offers what the cluster reported. */
export function AskedForm({ asked, onAsk }: { readonly asked: Partly; readonly onAsk: (next: Partly) => void }) {
  const [typed, setTyped] = useState<Partly>(asked)
  const [sent, setSent] = useState(false)
  const known = useReported(typed)
  const send = () => {
    setSent(true)
    if (fields.every(({ name, missing }) => missing === undefined || (typed[name] ?? '') !== '')) onAsk(typed)
  }
  return (
    <Container>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <div className="filters">
          {fields.map(({ name, label, missing }) => (
            <FormField
              key={name}
              label={
                missing === undefined ? (
                  <>
                    {label} <i>- optional</i>
                  </>
                ) : (
                  label
                )
              }
              errorText={sent && missing !== undefined && (typed[name] ?? '') === '' ? missing : undefined}
            >
              <Autosuggest
                value={typed[name] ?? ''}
                options={known[name].map((value) => ({ value }))}
                enteredTextLabel={(value) => `Use: ${value}`}
                empty="None was reported: type its name"
                onChange={({ detail }) => setTyped(changed(typed, name, detail.value))}
                onKeyDown={({ detail }) => {
                  if (detail.key === 'Enter') send()
                }}
              />
            </FormField>
          ))}
          <div className="explain-button">
            <Button variant="primary" onClick={send} formAction="none">
              Explain
            </Button>
          </div>
        </div>
      </form>
    </Container>
  )
}

/** What stands in another cluster or namespace is not asked for in this one. */
function changed(typed: Partly, name: keyof Partly, value: string): Partly {
  if (name === 'cluster' || name === 'namespace') return { ...typed, [name]: value, pod: undefined }
  return { ...typed, [name]: value }
}
