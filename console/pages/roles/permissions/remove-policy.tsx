import Box from '@cloudscape-design/components/box'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { ask } from '../../../asking/ask'
import { useChange } from '../../../asking/use-ask'
import { useNotices } from '../../../frame/notices'
import { Asking } from '../../../shown/asking'
import { SameAs } from '../../../shown/command'
import { Program, Said } from '../../../shown/said'
import { Trouble } from '../../../shown/trouble'
import { TypedConfirmation } from '../../../shown/typed-confirmation'

export type Removal =
  | { readonly kind: 'inline'; readonly name: string }
  | { readonly kind: 'attached'; readonly arn: string }

interface Props<Of> {
  readonly role: string
  readonly of: Of
  readonly onClose: () => void
}

/** Takes a policy from the role: an inline one goes for good, so its name is asked for. */
export function RemovePolicy({ role, of, onClose }: Props<Removal>) {
  return of.kind === 'inline' ? (
    <Deletion role={role} of={of.name} onClose={onClose} />
  ) : (
    <Detachment role={role} of={of.arn} onClose={onClose} />
  )
}

function Deletion({ role, of, onClose }: Props<string>) {
  const input = { RoleName: role, PolicyName: of }
  const { tell } = useNotices()
  const change = useChange(() => ask('iam', 'DeleteRolePolicy', input))
  const confirm = () =>
    change.mutate(undefined, {
      onSuccess() {
        tell({
          type: 'success',
          content: (
            <>
              The inline policy <Said>{of}</Said> was deleted.
            </>
          ),
        })
        onClose()
      },
    })
  return (
    <TypedConfirmation
      title={`Delete the inline policy ${of}?`}
      word={of}
      warning="What only this policy allows is refused from then on, to sessions that exist too."
      button="Delete policy"
      doing="delete this policy"
      busy={change.isPending}
      trouble={change.error}
      onConfirm={confirm}
      onCancel={onClose}
    >
      <SameAs service="iam" operation="DeleteRolePolicy" input={input} />
    </TypedConfirmation>
  )
}

function Detachment({ role, of, onClose }: Props<string>) {
  const input = { RoleName: role, PolicyArn: of }
  const { tell } = useNotices()
  const change = useChange(() => ask('iam', 'DetachRolePolicy', input))
  const confirm = () =>
    change.mutate(undefined, {
      onSuccess() {
        tell({
          type: 'success',
          content: (
            <>
              <Program>{of}</Program> was detached.
            </>
          ),
        })
        onClose()
      },
    })
  return (
    <Asking title="Detach this policy?" button="Detach" busy={change.isPending} onConfirm={confirm} onCancel={onClose}>
      <SpaceBetween size="m">
        <Box>
          The role <Said>{role}</Said> loses what <Program>{of}</Program> allows, sessions that exist too. The policy
          itself stays.
        </Box>
        {change.error === null ? null : <Trouble of={change.error} doing="detach this policy" />}
        <SameAs service="iam" operation="DetachRolePolicy" input={input} />
      </SpaceBetween>
    </Asking>
  )
}
