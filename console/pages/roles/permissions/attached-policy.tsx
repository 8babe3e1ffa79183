import Button from '@cloudscape-design/components/button'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import { useState } from 'react'
import { Said } from '../../../shown/said'
import { kindOf } from '../policies/managed-policy-picker'
import { ManagedPolicyWords } from '../policies/managed-policy-words'
import { policyNameOf } from '../policies/policy-arn'
import type { Removal } from './remove-policy'

/** A managed policy that is attached to the role. */
export function AttachedPolicy({
  arn,
  fixed,
  onRemove,
}: {
  readonly arn: string
  readonly fixed: boolean
  readonly onRemove: (removal: Removal) => void
}) {
  const [open, setOpen] = useState(true)
  const name = policyNameOf(arn)
  return (
    <ExpandableSection
      variant="container"
      headingTagOverride="h3"
      headerText={<Said>{name}</Said>}
      headerAriaLabel={name}
      headerDescription={`${kindOf(arn)}: ${arn}`}
      expanded={open}
      onChange={({ detail }) => setOpen(detail.expanded)}
      headerActions={
        <Button disabled={fixed} ariaLabel={`Detach ${name}`} onClick={() => onRemove({ kind: 'attached', arn })}>
          Detach
        </Button>
      }
    >
      {open ? <ManagedPolicyWords arn={arn} /> : null}
    </ExpandableSection>
  )
}
