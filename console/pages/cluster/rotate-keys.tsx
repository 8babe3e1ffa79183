import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { ask } from '../../asking/ask'
import { useChange } from '../../asking/use-ask'
import { useNotices } from '../../frame/notices'
import { Asking } from '../../shown/asking'
import { quoted } from '../../shown/aws-command'
import { Copyable } from '../../shown/command'
import { Trouble } from '../../shown/trouble'

/** A local cluster signs with another key from now on. */
export function RotateKeys({ cluster }: { readonly cluster: string }) {
  const [open, setOpen] = useState(false)
  const { tell } = useNotices()
  const rotate = useChange<void, unknown>(
    () => ask('podid', 'RotateClusterKeys', { clusterName: cluster }),
    ['podid:GetClusterKeys'],
  )
  const close = () => {
    setOpen(false)
    rotate.reset()
  }
  const confirm = () =>
    rotate.mutate(undefined, {
      onSuccess() {
        tell({ type: 'success', content: 'New tokens are signed with another key.' })
        close()
      },
    })
  return (
    <>
      <Button onClick={() => setOpen(true)}>Rotate</Button>
      {open ? (
        <Asking
          title="Rotate the signing key?"
          button="Rotate"
          busy={rotate.isPending}
          onConfirm={confirm}
          onCancel={close}
        >
          <SpaceBetween size="s">
            <Box>
              New tokens are signed with a new key. The private half of the present one is thrown away; tokens that it
              signed are accepted for 24 hours more.
            </Box>
            <Copyable text={`podid cluster rotate-keys ${quoted(cluster)}`} what="the same as a command" />
            {rotate.error === null ? null : <Trouble of={rotate.error} doing="rotate the key" />}
          </SpaceBetween>
        </Asking>
      ) : null}
    </>
  )
}
