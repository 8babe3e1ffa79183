import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Form from '@cloudscape-design/components/form'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { ask } from '../../../asking/ask'
import { useChange } from '../../../asking/use-ask'
import { useNotices } from '../../../frame/notices'
import { SameAs } from '../../../shown/command'
import { Leaving } from '../../../shown/leaving'
import { PolicyEditor } from '../../../shown/policy-editor'
import { faultInWords } from '../../../shown/policy-fault'
import { PolicyInWords } from '../../../shown/policy-in-words'
import { Said } from '../../../shown/said'
import { Trouble } from '../../../shown/trouble'
import { laidOut } from '../policies/document'
import { trustLength } from '../policies/lengths'
import type { ShownRole } from '../role/use-role'
import { resource } from '../terraform'
import { podIdentityFit, withPodIdentity } from './fit'
import { FitShown } from './fit-shown'

/** Writes the trust policy anew. */
export function EditTrust({ role, onClose }: { readonly role: ShownRole; readonly onClose: () => void }) {
  // As it was when the editing began: what another does meanwhile does not change what is typed here.
  const [before] = useState(() => laidOut(role.trust))
  const [text, setText] = useState(before)
  const { tell } = useNotices()
  const change = useChange((PolicyDocument: string) =>
    ask('iam', 'UpdateAssumeRolePolicy', { RoleName: role.name, PolicyDocument }),
  )
  const fault = text.trim() === '' ? 'Write a policy.' : faultInWords(text, 'trust', trustLength)
  const added = podIdentityFit(text).fits ? undefined : withPodIdentity(text)

  function save() {
    change.mutate(text, {
      onSuccess() {
        tell({
          type: 'success',
          content: (
            <>
              The trust policy of <Said>{role.name}</Said> was changed.
            </>
          ),
        })
        onClose()
      },
    })
  }

  return (
    <>
      <Leaving when={() => text !== before && !change.isSuccess} />
      <Form
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onClose}>
              Cancel
            </Button>
            <Button
              variant="primary"
              loading={change.isPending}
              disabled={fault !== undefined || text === before}
              onClick={save}
            >
              Save trust policy
            </Button>
          </SpaceBetween>
        }
      >
        <Container
          header={
            <Header variant="h2" description="Sessions that exist already are not ended by a change.">
              Edit trust policy
            </Header>
          }
        >
          <SpaceBetween size="m">
            {laidOut(role.trust) === before || change.isPending || change.isSuccess ? null : (
              <Alert type="warning">
                Someone changed this policy while you were editing. Saving puts yours in its place.
              </Alert>
            )}
            <PolicyEditor value={text} onChange={setText} kind="trust" label="Trust policy" longest={trustLength} />
            {added === undefined ? null : (
              <Alert
                type="info"
                header="No association can use this role"
                action={<Button onClick={() => setText(added)}>Add the statement</Button>}
              >
                <SpaceBetween size="xxs">
                  <Box>EKS Pod Identity may not assume it as this is written.</Box>
                  <FitShown trust={text} />
                </SpaceBetween>
              </Alert>
            )}
            <FormField label="In words">
              <PolicyInWords document={text} />
            </FormField>
            {change.error === null ? null : <Trouble of={change.error} doing="change the trust policy" />}
            <SameAs
              service="iam"
              operation="UpdateAssumeRolePolicy"
              input={{ RoleName: role.name, PolicyDocument: text }}
              terraform={resource('aws_iam_role', role.name, { name: role.name, assume_role_policy: text })}
            />
          </SpaceBetween>
        </Container>
      </Form>
    </>
  )
}
