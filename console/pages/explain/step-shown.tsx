import Box from '@cloudscape-design/components/box'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator'
import { Copyable } from '../../shown/command'
import { Said } from '../../shown/said'
import { ToButton } from '../../shown/to'
import { type Asked, mendedAt, piecesOf, type Step } from './road'

const looks: Readonly<Record<Step['state'], { readonly type: StatusIndicatorProps.Type; readonly word: string }>> = {
  whole: { type: 'success', word: 'Whole' },
  broken: { type: 'error', word: 'Broken' },
  unknown: { type: 'warning', word: 'Nobody can say' },
  'not looked at': { type: 'stopped', word: 'Not looked at' },
}

interface Props {
  readonly step: Step
  /** The first that is broken is open. */
  readonly first: boolean
  readonly asked: Asked
  readonly roleArn: string | undefined
}

/** One link: how it is, in a word and a sentence; and what to do about it. */
export function StepShown({ step, first, asked, roleArn }: Props) {
  const { name, question, state, reason, remedy } = step
  const { type, word } = looks[state]
  const place = state === 'broken' ? mendedAt(name, asked, roleArn) : undefined
  return (
    <div className="step">
      <div className="step-state">
        <StatusIndicator type={type}>{word}</StatusIndicator>
      </div>
      <div>
        <Box variant="h3" padding="n" fontSize="body-m">
          <Said>{`${name.charAt(0).toUpperCase()}${name.slice(1)}`}</Said>
        </Box>
        <Box color={reason === undefined ? 'text-body-secondary' : undefined}>
          <Said>{reason ?? question}</Said>
        </Box>
        {remedy === undefined ? null : (
          <ExpandableSection headerText="What to do" defaultExpanded={first} key={String(first)}>
            <SpaceBetween size="xs">
              <Remedy text={remedy} />
              {place === undefined ? null : <ToButton to={place.to}>{place.text}</ToButton>}
            </SpaceBetween>
          </ExpandableSection>
        )}
      </div>
    </div>
  )
}

/** The remedy as it was said, and its commands again, to copy. */
function Remedy({ text }: { readonly text: string }) {
  const pieces = piecesOf(text)
  const commands = pieces.filter((it) => it.command && !it.text.includes('…'))
  return (
    <>
      <Box>
        <Said>{text}</Said>
      </Box>
      {commands.map((it) => (
        <Copyable key={it.text} text={it.text} what="the command" />
      ))}
    </>
  )
}
