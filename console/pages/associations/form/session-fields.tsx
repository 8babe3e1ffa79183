import Button from '@cloudscape-design/components/button'
import Checkbox from '@cloudscape-design/components/checkbox'
import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { PolicyEditor } from '../../../shown/policy-editor'
import { tagsSessions } from './draft'
import { longestPolicy } from './faults'
import type { FieldsProps } from './fields'

const template = JSON.stringify(
  { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: ['s3:GetObject'], Resource: '*' }] },
  null,
  2,
)

/** What the sessions of these pods carry, and what limits them. */
export function SessionFields({ form }: Pick<FieldsProps, 'form'>) {
  const { draft, change, faultOf } = form
  const limited = draft.policy !== ''
  return (
    <Container header={<Header variant="h2">Session</Header>}>
      <SpaceBetween size="l">
        <FormField label="Session tags" errorText={faultOf('sessionTags')}>
          <Checkbox
            checked={tagsSessions(draft)}
            disabled={limited}
            description={
              limited
                ? 'Off: a session policy goes with sessions that have no tags.'
                : 'Cluster, namespace, service account and pod, for policies to ask for as aws:PrincipalTag/kubernetes-namespace and so on.'
            }
            onChange={({ detail }) => change({ sessionTags: detail.checked })}
          >
            Tag the sessions
          </Checkbox>
        </FormField>
        {limited ? (
          <SpaceBetween size="s">
            <PolicyEditor
              kind="session"
              label="Session policy"
              description={`Pods may do only what both the role and this allow. At most ${longestPolicy.toLocaleString('en')} characters, white space included; this has ${draft.policy.length.toLocaleString('en')}.`}
              value={draft.policy}
              fault={typeof faultOf('policy') === 'string' ? String(faultOf('policy')) : undefined}
              onChange={(policy) => change({ policy })}
              height={240}
            />
            <Button onClick={() => change({ policy: '' })}>Remove the session policy</Button>
          </SpaceBetween>
        ) : (
          <FormField
            label={
              <>
                Session policy - <i>optional</i>
              </>
            }
            description="Limits these pods to a part of what the role may do, so that several associations can share a role."
            errorText={faultOf('policy')}
          >
            <Button iconName="add-plus" onClick={() => change({ policy: template })}>
              Add a session policy
            </Button>
          </FormField>
        )}
      </SpaceBetween>
    </Container>
  )
}
