import Button from '@cloudscape-design/components/button'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { useAsk } from '../../../asking/use-ask'
import { Waiting } from '../../../frame/waiting'
import { Said } from '../../../shown/said'
import { ToButton } from '../../../shown/to'
import { Trouble } from '../../../shown/trouble'
import { inlinePath } from '../paths'
import { documentOf } from '../policies/document'
import { PolicyShown } from '../policies/policy-shown'
import type { Removal } from './remove-policy'

/** A policy that is this role's own. */
export function InlinePolicy({
  role,
  name,
  fixed,
  onRemove,
}: {
  readonly role: string
  readonly name: string
  readonly fixed: boolean
  readonly onRemove: (removal: Removal) => void
}) {
  const [open, setOpen] = useState(true)
  return (
    <ExpandableSection
      variant="container"
      headingTagOverride="h3"
      headerText={<Said>{name}</Said>}
      headerAriaLabel={name}
      headerDescription="Inline: this role’s own"
      expanded={open}
      onChange={({ detail }) => setOpen(detail.expanded)}
      headerActions={
        <SpaceBetween direction="horizontal" size="xs">
          <ToButton to={inlinePath(role, name)} disabled={fixed} label={`Edit ${name}`}>
            Edit
          </ToButton>
          <Button disabled={fixed} ariaLabel={`Delete ${name}`} onClick={() => onRemove({ kind: 'inline', name })}>
            Delete
          </Button>
        </SpaceBetween>
      }
    >
      {open ? <Words role={role} name={name} /> : null}
    </ExpandableSection>
  )
}

function Words({ role, name }: { readonly role: string; readonly name: string }) {
  const { data, error } = useAsk('iam', 'GetRolePolicy', { RoleName: role, PolicyName: name })
  if (error !== null) return <Trouble of={error} doing="read this policy" />
  if (data === undefined) return <Waiting for="Loading the policy" />
  return <PolicyShown document={documentOf(data.PolicyDocument)} kind="identity" label={name} />
}
