import ExpandableSection from '@cloudscape-design/components/expandable-section'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import type { DocumentKind } from '../../../../src/policy'
import { PolicyEditor } from '../../../shown/policy-editor'
import { PolicyInWords } from '../../../shown/policy-in-words'
import { laidOut } from './document'

/** A policy to be read: in words, and beneath them as it is written. */
export function PolicyShown({
  document,
  kind,
  label,
}: {
  readonly document: string
  readonly kind: DocumentKind
  readonly label: string
}) {
  const [open, setOpen] = useState(false)
  return (
    <SpaceBetween size="s">
      <PolicyInWords document={document} />
      <ExpandableSection
        variant="footer"
        headerText="As JSON"
        headerAriaLabel={`${label} as JSON`}
        expanded={open}
        onChange={({ detail }) => setOpen(detail.expanded)}
      >
        {open ? (
          <PolicyEditor value={laidOut(document)} kind={kind} label={label} height={heightFor(document)} />
        ) : null}
      </ExpandableSection>
    </SpaceBetween>
  )
}

/** Tall enough to show all of it, within reason. */
function heightFor(document: string): number {
  return Math.min(480, Math.max(120, 24 + 20 * laidOut(document).split('\n').length))
}
