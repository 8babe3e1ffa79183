import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Container from '@cloudscape-design/components/container'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import Header from '@cloudscape-design/components/header'
import LiveRegion from '@cloudscape-design/components/live-region'
import SpaceBetween from '@cloudscape-design/components/space-between'
import type { ReactNode } from 'react'
import type { Explanation } from '../../asking/podid-answers'
import { Waiting } from '../../frame/waiting'
import { quoted } from '../../shown/aws-command'
import { Copyable } from '../../shown/command'
import { Program, Said } from '../../shown/said'
import { When } from '../../shown/when'
import { type Asked, commandFor, roadOf } from './road'
import { StepShown } from './step-shown'

interface Props {
  readonly asked: Asked
  readonly answer: Explanation | undefined
  readonly loading: boolean
  /** Epoch milliseconds of the answer. */
  readonly at: number
  readonly again: ReactNode
}

/** The answer: in a sentence, and link by link. */
export function Explained({ asked, answer, loading, at, again }: Props) {
  if (answer === undefined) return loading ? <Waiting for="Following the road" /> : null
  const steps = roadOf(answer.links ?? [], asked.pod !== undefined)
  const broken = steps.filter(({ state }) => state === 'broken').length
  return (
    <SpaceBetween size="l">
      <LiveRegion tagName="div">
        <Verdict answer={answer} asked={asked} />
      </LiveRegion>
      <Container
        header={
          <Header
            variant="h2"
            actions={again}
            description={
              <>
                Asked <When at={new Date(at)} />
                {answer.whole ? '' : '; asked again by itself while something is broken'}.
              </>
            }
          >
            The road
          </Header>
        }
      >
        <SpaceBetween size="s">
          <ol className="road" aria-label="Links of the road">
            {steps.map((step, index) => (
              <li key={step.name} className={index === 0 ? undefined : 'road-next'}>
                <StepShown
                  step={step}
                  first={step.name === answer.firstBroken}
                  asked={asked}
                  roleArn={roleOf(answer)}
                />
              </li>
            ))}
          </ol>
          {broken > 1 ? (
            <Box color="text-body-secondary">
              {`${broken} links are broken: mend the first, and the others may mend with it.`}
            </Box>
          ) : null}
          <ExpandableSection headerText="The same from a terminal" variant="footer">
            <Copyable text={commandFor(asked, quoted)} what="the command" />
          </ExpandableSection>
        </SpaceBetween>
      </Container>
    </SpaceBetween>
  )
}

function Verdict({ answer, asked }: { readonly answer: Explanation; readonly asked: Asked }) {
  const who = asked.pod === undefined ? 'A pod of this service account' : 'The pod'
  if (answer.whole)
    return (
      <Alert type="success" header="The road is whole">
        {answer.roleArn === undefined ? (
          `${who} gets its credentials.`
        ) : (
          <>
            {who} acts as <Program>{answer.roleArn}</Program>.
          </>
        )}
      </Alert>
    )
  const link = answer.links?.find(({ name }) => name === answer.firstBroken)
  return (
    <Alert type="error" header={`The road ends at: ${answer.firstBroken ?? 'a link'}`}>
      <Said>{link?.reason ?? ''}</Said>
    </Alert>
  )
}

/** The role that the association names stands in the sentence of its link; the answer has the one that is acted as. */
function roleOf({ links = [], roleArn }: Explanation): string | undefined {
  const said = links.find(({ name }) => name === 'association')?.reason ?? ''
  return /\barn:[\w-]+:iam::\d+:role\/\S+?(?=\.?$)/.exec(said)?.[0] ?? roleArn
}
