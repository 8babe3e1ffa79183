import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../../asking/ask'
import type { Refusal } from '../../../asking/refusal'
import { useAsk } from '../../../asking/use-ask'
import { SameAs } from '../../../shown/command'
import { Trouble } from '../../../shown/trouble'
import { usePermissions } from '../permissions/use-permissions'
import { policyNameOf } from '../policies/policy-arn'
import type { ShownRole } from '../role/use-role'
import { askedOf, nothingAsked, type Question } from './question'
import { QuestionFields } from './question-fields'
import { Results } from './results'
import { SourcePolicy } from './source-policy'
import { type Verdict, verdictOf } from './verdict'

/** What sessions of this role may do, by simulation: nothing is done. */
export function TestTab({ role }: { readonly role: ShownRole }) {
  const [question, setQuestion] = useState<Question>(nothingAsked)
  const { attached = [] } = usePermissions(role.name)
  const keys = useAsk('iam', 'GetContextKeysForPrincipalPolicy', { PolicySourceArn: role.arn })
  const trial = useMutation<readonly Verdict[], Refusal, Question>({
    async mutationFn(asked) {
      const { EvaluationResults = [] } = await ask('iam', 'SimulatePrincipalPolicy', {
        ...askedOf(asked),
        PolicySourceArn: role.arn,
      })
      return EvaluationResults.map(verdictOf)
    },
  })
  const managed = role.boundaryArn === undefined ? attached : [...attached, role.boundaryArn]
  const { data, error, isPending } = trial
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="Simulates what a session of this role may do, by its policies and its boundary. Nothing is done, and policies of buckets are not asked."
        >
          Test this role’s policies
        </Header>
      }
    >
      <SpaceBetween size="l">
        {keys.error === null ? null : (
          <Trouble of={keys.error} doing="read which condition keys the policies ask for" />
        )}
        <QuestionFields
          question={question}
          onChange={setQuestion}
          keys={keys.data?.ContextKeyNames ?? []}
          busy={isPending}
          onAsk={(asked) => trial.mutate(asked)}
        />
        {error === null ? null : <Trouble of={error} doing="test these policies" />}
        {data === undefined ? null : (
          <Results
            key={trial.submittedAt}
            verdicts={data}
            nameOf={(source) => inlineName(role.name, source) ?? source}
            shows={(source, deciding) => (
              <SourcePolicy
                role={role.name}
                inline={inlineName(role.name, source)}
                arn={managed.find((it) => policyNameOf(it) === source)}
                deciding={deciding}
              />
            )}
          />
        )}
        {question.actions.length === 0 ? null : (
          <SameAs
            service="iam"
            operation="SimulatePrincipalPolicy"
            input={{ PolicySourceArn: role.arn, ...askedOf(question) }}
          />
        )}
      </SpaceBetween>
    </Container>
  )
}

/** Inline policies are called `role_<role>_<policy>` in simulations. */
function inlineName(role: string, source: string): string | undefined {
  const prefix = `role_${role}_`
  return source.startsWith(prefix) ? source.slice(prefix.length) : undefined
}
