import { useMemo } from 'react'
import { PolicyEditor } from '../../../shown/policy-editor'
import { laidOut } from '../policies/document'
import { pointedTo } from './marks'
import type { Deciding } from './verdict'

/** A policy with the statements marked that decided. */
export function DecidingPolicy({
  document,
  name,
  deciding,
}: {
  /** As it is kept. */
  readonly document: string
  readonly name: string
  readonly deciding: readonly Deciding[]
}) {
  const shown = laidOut(document)
  const { names, marks } = useMemo(() => pointedTo(document, shown, deciding), [document, shown, deciding])
  const lines = shown.split('\n').length
  return (
    <PolicyEditor
      value={shown}
      kind="identity"
      label={name}
      description={
        marks.length === 0
          ? undefined
          : marks
              .map(({ effect, from, to }, at) => `${names[at]} (${effect}), lines ${from.line} to ${to.line}`)
              .join('; ')
      }
      marks={marks}
      height={Math.min(420, Math.max(120, 24 + 20 * lines))}
    />
  )
}
