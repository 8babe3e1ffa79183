import Box from '@cloudscape-design/components/box'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useMutation } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { compile, contextKeysOf, isFault, validate } from '../../../../src/policy'
import { ask } from '../../../asking/ask'
import type { Refusal } from '../../../asking/refusal'
import { Trouble } from '../../../shown/trouble'
import { DecidingPolicy } from './deciding-policy'
import { askedOf, nothingAsked, type Question } from './question'
import { QuestionFields } from './question-fields'
import { Results } from './results'
import { type Verdict, verdictOf } from './verdict'

interface Tried {
  readonly document: string
  readonly verdicts: readonly Verdict[]
}

/** Tries a policy that is kept nowhere yet. */
export function CustomTrial({ document }: { readonly document: string }) {
  const [question, setQuestion] = useState<Question>(nothingAsked)
  const keys = useMemo(() => keysOf(document), [document])
  const trial = useMutation<Tried, Refusal, Question>({
    async mutationFn(asked) {
      const context = Object.fromEntries(keys.map((key) => [key, asked.context[key] ?? '']))
      const { EvaluationResults = [] } = await ask('iam', 'SimulateCustomPolicy', {
        ...askedOf({ ...asked, context }),
        PolicyInputList: [document],
      })
      return { document, verdicts: EvaluationResults.map(verdictOf) }
    },
  })
  if (document.trim() === '' || validate(document, 'identity') !== undefined)
    return <Box color="text-body-secondary">It can be tested when it is written without errors.</Box>
  const { data, error, isPending } = trial
  return (
    <SpaceBetween size="m">
      <QuestionFields
        question={question}
        onChange={setQuestion}
        keys={keys}
        busy={isPending}
        onAsk={(asked) => trial.mutate(asked)}
      />
      {error === null ? null : <Trouble of={error} doing="test this policy" />}
      {data === undefined ? null : data.document !== document ? (
        <Box color="text-body-secondary">The policy was changed since: test it again.</Box>
      ) : (
        <Results
          key={trial.submittedAt}
          verdicts={data.verdicts}
          nameOf={() => 'this policy'}
          shows={(_, deciding) => <DecidingPolicy document={data.document} name="This policy" deciding={deciding} />}
        />
      )}
    </SpaceBetween>
  )
}

function keysOf(document: string): readonly string[] {
  const policy = compile(document, '')
  return isFault(policy) ? [] : contextKeysOf(policy)
}
