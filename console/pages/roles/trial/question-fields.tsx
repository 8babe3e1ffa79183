import Autosuggest from '@cloudscape-design/components/autosuggest'
import Button from '@cloudscape-design/components/button'
import ColumnLayout from '@cloudscape-design/components/column-layout'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import SpaceBetween from '@cloudscape-design/components/space-between'
import TokenGroup from '@cloudscape-design/components/token-group'
import { useState } from 'react'
import { Said } from '../../../shown/said'
import { actionFault, type Question, resourceFault, wellKnownActions } from './question'

/** What to try: actions, on what, and what the policies' conditions ask for. */
export function QuestionFields({
  question,
  onChange,
  keys,
  busy,
  onAsk,
}: {
  readonly question: Question
  readonly onChange: (question: Question) => void
  /** Condition keys that the policies ask for. */
  readonly keys: readonly string[]
  readonly busy: boolean
  readonly onAsk: (question: Question) => void
}) {
  const [typed, setTyped] = useState('')
  const [fault, setFault] = useState<string>()
  const { actions, resource, context } = question

  /** The question with what is still in the field; undefined where that is no action. */
  function withTyped(text: string): Question | undefined {
    const action = text.trim()
    if (action === '') return question
    const wrong = actionFault(action)
    setFault(wrong)
    if (wrong !== undefined) return undefined
    setTyped('')
    return actions.includes(action) ? question : { ...question, actions: [...actions, action] }
  }
  function add(text: string) {
    const next = withTyped(text)
    if (next !== undefined) onChange(next)
  }
  function run() {
    const next = withTyped(typed)
    if (next === undefined) return
    onChange(next)
    if (next.actions.length === 0) setFault('Say at least one action.')
    else if (resourceFault(resource) === undefined) onAsk(next)
  }

  return (
    <SpaceBetween size="m">
      <ColumnLayout columns={2}>
        <FormField
          label="Actions"
          description="What is to be done; press Enter after each."
          errorText={fault === undefined ? undefined : <Said>{fault}</Said>}
        >
          <Autosuggest
            value={typed}
            options={wellKnownActions.filter((it) => !actions.includes(it)).map((value) => ({ value }))}
            enteredTextLabel={(value) => `Use: ${value}`}
            placeholder="s3:GetObject"
            empty="Type an action"
            onChange={({ detail }) => setTyped(detail.value)}
            onSelect={({ detail }) => add(detail.value)}
          />
          <TokenGroup
            items={actions.map((label) => ({ label, dismissLabel: `Remove ${label}` }))}
            onDismiss={({ detail }) =>
              onChange({ ...question, actions: actions.filter((_, at) => at !== detail.itemIndex) })
            }
          />
        </FormField>
        <FormField label="Resource" description="On what; nothing means any." errorText={resourceFault(resource)}>
          <Input
            value={resource}
            placeholder="arn:aws:s3:::orders/list.csv"
            autoComplete={false}
            spellcheck={false}
            onChange={({ detail }) => onChange({ ...question, resource: detail.value })}
          />
        </FormField>
      </ColumnLayout>
      {keys.length === 0 ? null : (
        <FormField
          stretch
          label="Condition keys"
          description="These policies ask for them. What is left empty is not there."
        >
          <ColumnLayout columns={2}>
            {keys.map((key) => (
              <FormField key={key} label={<Said>{key}</Said>}>
                <Input
                  value={context[key] ?? ''}
                  autoComplete={false}
                  spellcheck={false}
                  onChange={({ detail }) => onChange({ ...question, context: { ...context, [key]: detail.value } })}
                />
              </FormField>
            ))}
          </ColumnLayout>
        </FormField>
      )}
      <Button formAction="none" loading={busy} onClick={run}>
        Test
      </Button>
    </SpaceBetween>
  )
}
