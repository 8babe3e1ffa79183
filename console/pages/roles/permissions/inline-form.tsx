import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Form from '@cloudscape-design/components/form'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { ask } from '../../../asking/ask'
import { useChange } from '../../../asking/use-ask'
import { useNotices } from '../../../frame/notices'
import { SameAs } from '../../../shown/command'
import { Leaving } from '../../../shown/leaving'
import { faultInWords } from '../../../shown/policy-fault'
import { Said } from '../../../shown/said'
import { Trouble } from '../../../shown/trouble'
import { rolePath } from '../paths'
import { inlineLength } from '../policies/lengths'
import { PolicyWriter } from '../policies/policy-writer'
import { reference, resource } from '../terraform'
import { policyNameFault } from '../wizard/named'
import { usePermissions } from './use-permissions'

interface Props {
  readonly role: string
  /** The one that is there; absent for a new one. */
  readonly policy?: { readonly name: string; readonly document: string }
}

export function InlineForm({ role, policy }: Props) {
  // As it was when the editing began: what another does meanwhile does not change what is typed here.
  const [before] = useState(policy)
  const [name, setName] = useState(policy?.name ?? '')
  const [text, setText] = useState(policy?.document ?? '')
  const [asked, setAsked] = useState(false)
  const { inline = [] } = usePermissions(role)
  const navigate = useNavigate()
  const { tell } = useNotices()
  const input = { RoleName: role, PolicyName: name, PolicyDocument: text }
  const change = useChange(() => ask('iam', 'PutRolePolicy', input))
  const back = rolePath(role, 'permissions')
  const taken = before === undefined && inline.includes(name) ? 'This role has a policy of this name.' : undefined
  const nameFault = policyNameFault(name) ?? taken
  const fault = text.trim() === '' ? 'Write a policy.' : faultInWords(text, 'identity', inlineLength)
  const differs = text !== (before?.document ?? '') || name !== (before?.name ?? '')

  function save() {
    setAsked(true)
    if (nameFault !== undefined || fault !== undefined) return
    change.mutate(undefined, {
      onSuccess() {
        tell({
          type: 'success',
          content: (
            <>
              The inline policy <Said>{name}</Said> was {before === undefined ? 'added' : 'changed'}.
            </>
          ),
        })
        navigate(back)
      },
    })
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <Leaving when={() => differs && !change.isSuccess && !change.isPending} />
      <Form
        header={
          <Header variant="h1" description="It is this role’s own, and goes with it.">
            {before === undefined ? 'Add an inline policy' : <Said>{before.name}</Said>}
          </Header>
        }
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button formAction="none" variant="link" onClick={() => navigate(back)}>
              Cancel
            </Button>
            <Button variant="primary" loading={change.isPending} disabled={before !== undefined && !differs}>
              {before === undefined ? 'Add policy' : 'Save policy'}
            </Button>
          </SpaceBetween>
        }
        errorText={asked && fault !== undefined ? <Said>{fault}</Said> : undefined}
      >
        <SpaceBetween size="l">
          {policy === undefined ||
          policy.document === before?.document ||
          change.isPending ||
          change.isSuccess ? null : (
            <Alert type="warning">
              Someone changed this policy while you were editing. Saving puts yours in its place.
            </Alert>
          )}
          <Container header={<Header variant="h2">Policy</Header>}>
            <SpaceBetween size="l">
              {before === undefined ? (
                <FormField
                  label="Name"
                  constraintText="Letters, digits and + = , . @ _ - ; at most 128."
                  errorText={asked || taken !== undefined ? nameFault : undefined}
                >
                  <Input
                    value={name}
                    autoComplete={false}
                    spellcheck={false}
                    onChange={({ detail }) => setName(detail.value)}
                  />
                </FormField>
              ) : null}
              <PolicyWriter value={text} onChange={setText} fresh={before === undefined} />
            </SpaceBetween>
          </Container>
          {change.error === null ? null : <Trouble of={change.error} doing="put this policy" />}
          <SameAs
            service="iam"
            operation="PutRolePolicy"
            input={input}
            terraform={resource('aws_iam_role_policy', name === '' ? role : name, {
              role: reference(role),
              name,
              policy: text,
            })}
          />
        </SpaceBetween>
      </Form>
    </form>
  )
}
