import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import Form from '@cloudscape-design/components/form'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { ask } from '../../../asking/ask'
import { useCrumbs } from '../../../frame/crumbs'
import { useNotices } from '../../../frame/notices'
import { SameAsSteps } from '../../../shown/command'
import { Leaving } from '../../../shown/leaving'
import { Said } from '../../../shown/said'
import { Trouble } from '../../../shown/trouble'
import { attachPath, rolePath, rolesPath } from '../paths'
import { mostAttached } from '../policies/lengths'
import { ManagedPolicyPicker } from '../policies/managed-policy-picker'
import { policyNameOf } from '../policies/policy-arn'
import { StepsShown } from '../steps/steps-shown'
import { useSteps } from '../steps/use-steps'
import { reference, resource } from '../terraform'
import { usePermissions } from './use-permissions'

/** Attaches managed policies to a role. */
export function AttachPage() {
  const { role = '' } = useParams()
  useCrumbs([
    { text: 'Roles', to: rolesPath },
    { text: role, to: rolePath(role, 'permissions') },
    { text: 'Attach policies', to: attachPath(role) },
  ])
  const { attached, error, refetch } = usePermissions(role)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const steps = useSteps()
  const [begun, setBegun] = useState<readonly string[]>()
  const navigate = useNavigate()
  const { tell } = useNotices()
  const back = rolePath(role, 'permissions')
  const room = mostAttached - (attached?.length ?? 0)
  if (error !== null) return <Trouble of={error} doing="list the policies of this role" onRetry={refetch} />
  const inputs = chosen.map((PolicyArn) => ({ RoleName: role, PolicyArn }))
  const toDo = inputs.map((input) => ({
    what: `Attach ${policyNameOf(input.PolicyArn)}`,
    does: () => ask('iam', 'AttachRolePolicy', input),
  }))

  async function attach() {
    setBegun(toDo.map(({ what }) => what))
    if (!(await steps.run(toDo))) return
    const count = chosen.length === 1 ? 'One policy was' : `${chosen.length} policies were`
    tell({
      type: 'success',
      content: (
        <>
          {count} attached to <Said>{role}</Said>.
        </>
      ),
    })
    navigate(back)
  }

  return (
    <Form
      header={
        <Header variant="h1" description="A role has at most 10 managed policies.">
          Attach policies to <Said>{role}</Said>
        </Header>
      }
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          <Button variant="link" onClick={() => navigate(back)}>
            Cancel
          </Button>
          <Button
            variant="primary"
            disabled={chosen.length === 0 || chosen.length > room}
            loading={steps.running}
            onClick={attach}
          >
            {steps.failed === undefined ? 'Attach' : 'Go on'}
          </Button>
        </SpaceBetween>
      }
    >
      <SpaceBetween size="l">
        <Leaving when={() => chosen.length > 0 && begun === undefined} />
        {chosen.length > room ? (
          <Alert type="warning">This role has room for {room} more policies: choose fewer.</Alert>
        ) : null}
        <ManagedPolicyPicker
          title="Managed policies"
          description="Each stands by itself, and can be attached to many roles."
          chosen={chosen}
          there={(attached ?? []).filter((arn) => !chosen.includes(arn))}
          onChange={setChosen}
        />
        {begun === undefined ? null : <StepsShown all={begun} state={steps} />}
        {steps.failed === undefined ? null : <Trouble of={steps.failed.refusal} doing="attach this policy" />}
        {chosen.length === 0 ? null : (
          <SameAsSteps
            changes={inputs.map((input) => ({ service: 'iam', operation: 'AttachRolePolicy', input }))}
            terraform={chosen
              .map((arn) =>
                resource('aws_iam_role_policy_attachment', `${role}-${policyNameOf(arn)}`, {
                  role: reference(role),
                  policy_arn: arn,
                }),
              )
              .join('\n\n')}
          />
        )}
      </SpaceBetween>
    </Form>
  )
}
