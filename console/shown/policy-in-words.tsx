import Box from '@cloudscape-design/components/box'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import { Fragment, type ReactNode } from 'react'
import { type Piece, spaceBefore } from './pieces'
import { policyInWords } from './policy-words'
import { Program, Said } from './said'

interface Props {
  /** The policy document, JSON. */
  readonly document: string
  /** What is said where it has no statement. */
  readonly empty?: ReactNode
}

/** A policy's statements, each as a sentence. */
export function PolicyInWords({ document, empty = 'This policy says nothing.' }: Props) {
  const statements = policyInWords(document)
  if (typeof statements === 'string')
    return (
      <StatusIndicator type="warning">
        <Said>{statements}</Said>
      </StatusIndicator>
    )
  if (statements.length === 0) return <Box color="text-body-secondary">{empty}</Box>
  return (
    <Box>
      <ul className="sentences">
        {statements.map(({ name, effect, pieces }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: statements have no other name of their own
          <li key={at} className={effect === 'Deny' ? 'denies' : 'allows'}>
            <SpaceBetween size="xxxs">
              <div>
                <Sentence pieces={pieces} />
              </div>
              {/^Statement \d+$/.test(name) ? null : (
                <Box variant="small" color="text-body-secondary">
                  <Said>{name}</Said>
                </Box>
              )}
            </SpaceBetween>
          </li>
        ))}
      </ul>
    </Box>
  )
}

function Sentence({ pieces }: { readonly pieces: readonly Piece[] }) {
  return pieces.map((piece, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: words stay where they are
    <Fragment key={at}>
      {spaceBefore(pieces, at)}
      {piece.named ? <Program>{piece.text}</Program> : piece.text}
    </Fragment>
  ))
}
