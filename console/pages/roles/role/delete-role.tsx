import Box from '@cloudscape-design/components/box'
import Checkbox from '@cloudscape-design/components/checkbox'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { ask } from '../../../asking/ask'
import { useAsk } from '../../../asking/use-ask'
import { useNotices } from '../../../frame/notices'
import { SameAsSteps } from '../../../shown/command'
import { Program, Said } from '../../../shown/said'
import { TypedConfirmation } from '../../../shown/typed-confirmation'
import { rolesPath } from '../paths'
import { usePermissions } from '../permissions/use-permissions'
import { policyNameOf } from '../policies/policy-arn'
import type { Step } from '../steps/steps'
import { StepsShown } from '../steps/steps-shown'
import { useSteps } from '../steps/use-steps'
import { inWords } from './delete-conflict'
import type { ShownRole } from './use-role'

/** Deletes a role; IAM wants its policies gone first, so it offers to remove them, each named. */
export function DeleteRole({ role, onClose }: { readonly role: ShownRole; readonly onClose: () => void }) {
  const { inline, attached, error } = usePermissions(role.name)
  const users = useAsk('podid', 'SearchAssociations', { roleArn: role.arn, maxResults: 1 })
  const [clears, setClears] = useState(false)
  const steps = useSteps()
  const navigate = useNavigate()
  const { tell } = useNotices()
  const RoleName = role.name
  // What is in the way when it begins; what is gone already stays in the list as done.
  const [begun, setBegun] = useState<readonly Step[]>()
  const known = inline !== undefined && attached !== undefined
  const hindering = known ? [...attached, ...inline] : []
  const changes = [
    ...(attached ?? []).map((PolicyArn) => ({
      what: `Detach the policy ${policyNameOf(PolicyArn)}`,
      operation: 'DetachRolePolicy' as const,
      input: { RoleName, PolicyArn },
      does: () => ask('iam', 'DetachRolePolicy', { RoleName, PolicyArn }),
    })),
    ...(inline ?? []).map((PolicyName) => ({
      what: `Delete the inline policy ${PolicyName}`,
      operation: 'DeleteRolePolicy' as const,
      input: { RoleName, PolicyName },
      does: () => ask('iam', 'DeleteRolePolicy', { RoleName, PolicyName }),
    })),
  ]
  const last = {
    what: `Delete the role ${RoleName}`,
    operation: 'DeleteRole' as const,
    input: { RoleName },
    does: () => ask('iam', 'DeleteRole', { RoleName }),
  }
  const all = clears ? [...changes, last] : [last]

  async function confirm() {
    const toDo = begun ?? all
    setBegun(toDo)
    if (!(await steps.run(toDo))) {
      if (steps.done.length === 0) setBegun(undefined)
      return
    }
    tell({
      type: 'success',
      content: (
        <>
          The role <Said>{RoleName}</Said> was deleted.
        </>
      ),
    })
    navigate(rolesPath)
  }

  const count = users.data?.count ?? 0
  return (
    <TypedConfirmation
      title={`Delete the role ${RoleName}?`}
      word={RoleName}
      warning={
        <SpaceBetween size="xxs">
          <Box>
            The role goes for good, and its sessions end. A new role of the same name is another one: what trusted this
            one does not trust that.
          </Box>
          {count === 0 ? null : (
            <Box fontWeight="bold">
              {count === 1 ? 'One association uses it' : `${count} associations use it`}: their pods get no credentials
              any more.
            </Box>
          )}
        </SpaceBetween>
      }
      button="Delete role"
      doing={steps.failed === undefined ? 'delete this role' : lowered(steps.failed.what)}
      busy={steps.running}
      trouble={steps.failed === undefined ? error : inWords(steps.failed.refusal)}
      onConfirm={confirm}
      onCancel={onClose}
    >
      {hindering.length === 0 && begun === undefined ? null : (
        <SpaceBetween size="xs">
          <Box>IAM deletes no role that has policies. This one has:</Box>
          <ul className="plain-list">
            {changes.map(({ what, operation, input }) => (
              <li key={what}>
                {operation === 'DetachRolePolicy' ? (
                  <>
                    the attached policy <Program>{input.PolicyArn}</Program>, which stays for others
                  </>
                ) : (
                  <>
                    the inline policy <Said>{input.PolicyName}</Said>, which goes with it
                  </>
                )}
              </li>
            ))}
          </ul>
          <Checkbox
            checked={clears}
            disabled={begun !== undefined}
            onChange={({ detail }) => setClears(detail.checked)}
          >
            Detach and delete them first
          </Checkbox>
        </SpaceBetween>
      )}
      {begun === undefined ? null : <StepsShown all={begun.map(({ what }) => what)} state={steps} />}
      <SameAsSteps changes={all.map(({ operation, input }) => ({ service: 'iam', operation, input }))} />
    </TypedConfirmation>
  )
}

const lowered = (what: string): string => what.charAt(0).toLowerCase() + what.slice(1)
