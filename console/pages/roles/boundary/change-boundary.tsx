import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Form from '@cloudscape-design/components/form'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { ask } from '../../../asking/ask'
import { useChange } from '../../../asking/use-ask'
import { useNotices } from '../../../frame/notices'
import { Asking } from '../../../shown/asking'
import { SameAs } from '../../../shown/command'
import { Program } from '../../../shown/said'
import { Trouble } from '../../../shown/trouble'
import { ManagedPolicyPicker } from '../policies/managed-policy-picker'
import type { ShownRole } from '../role/use-role'

export function SetBoundary({ role, onClose }: { readonly role: ShownRole; readonly onClose: () => void }) {
  const [chosen, setChosen] = useState<readonly string[]>(role.boundaryArn === undefined ? [] : [role.boundaryArn])
  const [arn] = chosen
  const { tell } = useNotices()
  const change = useChange((PermissionsBoundary: string) =>
    ask('iam', 'PutRolePermissionsBoundary', { RoleName: role.name, PermissionsBoundary }),
  )

  function save() {
    if (arn === undefined) return
    change.mutate(arn, {
      onSuccess() {
        tell({ type: 'success', content: 'The permissions boundary was set.' })
        onClose()
      },
    })
  }

  return (
    <Form
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          <Button variant="link" onClick={onClose}>
            Cancel
          </Button>
          <Button
            variant="primary"
            disabled={arn === undefined || arn === role.boundaryArn}
            loading={change.isPending}
            onClick={save}
          >
            Set boundary
          </Button>
        </SpaceBetween>
      }
    >
      <SpaceBetween size="m">
        <ManagedPolicyPicker
          single
          title="Permissions boundary"
          description="The most that this role may permit. Sessions that exist are limited at once."
          chosen={chosen}
          onChange={setChosen}
        />
        {change.error === null ? null : <Trouble of={change.error} doing="set the boundary" />}
        {arn === undefined ? null : (
          <SameAs
            service="iam"
            operation="PutRolePermissionsBoundary"
            input={{ RoleName: role.name, PermissionsBoundary: arn }}
          />
        )}
      </SpaceBetween>
    </Form>
  )
}

export function RemoveBoundary({
  role,
  arn,
  onClose,
}: {
  readonly role: string
  readonly arn: string
  readonly onClose: () => void
}) {
  const { tell } = useNotices()
  const change = useChange(() => ask('iam', 'DeleteRolePermissionsBoundary', { RoleName: role }))
  const confirm = () =>
    change.mutate(undefined, {
      onSuccess() {
        tell({ type: 'success', content: 'The permissions boundary was removed.' })
        onClose()
      },
    })
  return (
    <Asking
      title="Remove the permissions boundary?"
      button="Remove"
      busy={change.isPending}
      onConfirm={confirm}
      onCancel={onClose}
    >
      <SpaceBetween size="m">
        <Box>
          <Program>{arn}</Program> no longer limits the role: it permits all that its policies allow, to sessions that
          exist too.
        </Box>
        {change.error === null ? null : <Trouble of={change.error} doing="remove the boundary" />}
        <SameAs service="iam" operation="DeleteRolePermissionsBoundary" input={{ RoleName: role }} />
      </SpaceBetween>
    </Asking>
  )
}
