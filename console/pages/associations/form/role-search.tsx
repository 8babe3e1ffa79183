import Autosuggest from '@cloudscape-design/components/autosuggest'
import { useState } from 'react'
import type { Draft } from './draft'
import { useRoles } from './use-roles'

interface Props {
  readonly cluster: string
  /** Whose pods: beside each role stands whether its trust policy fits them. */
  readonly draft: Draft
  readonly value: string
  readonly placeholder: string
  readonly onChange: (roleArn: string) => void
  readonly onBlur?: () => void
}

/** Finds a role by a part of its name, or takes an ARN. */
export function RoleSearch({ cluster, draft, value, placeholder, onChange, onBlur }: Props) {
  const [looked, look] = useState('')
  const roles = useRoles(cluster, draft, looked)
  return (
    <Autosuggest
      value={value}
      placeholder={placeholder}
      filteringType="manual"
      options={[...roles.options]}
      enteredTextLabel={(text) => `Use “${text}”`}
      statusType={roles.status}
      loadingText="Looking for roles…"
      errorText={roles.trouble}
      recoveryText="Try again"
      finishedText={roles.more}
      empty="No role has this in its name."
      virtualScroll
      onLoadItems={({ detail }) => look(detail.filteringText)}
      onChange={({ detail }) => onChange(detail.value.trim())}
      onBlur={onBlur}
    />
  )
}
