import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Modal from '@cloudscape-design/components/modal'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { ask } from '../../asking/ask'
import { useChange } from '../../asking/use-ask'
import { useNotices } from '../../frame/notices'
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
  return (
    <>
      <Button onClick={() => setOpen(true)}>Rotate</Button>
      <Modal
        visible={open}
        header="Rotate the signing key?"
        closeAriaLabel="Close"
        onDismiss={close}
        footer={
          <Box float="right">
            <SpaceBetween direction="horizontal" size="xs">
              <Button variant="link" onClick={close}>
                Cancel
              </Button>
              <Button
                variant="primary"
                loading={rotate.isPending}
                onClick={() =>
                  rotate.mutate(undefined, {
                    onSuccess() {
                      tell({ type: 'success', content: 'New tokens are signed with another key.' })
                      close()
                    },
                  })
                }
              >
                Rotate
              </Button>
            </SpaceBetween>
          </Box>
        }
      >
        <SpaceBetween size="s">
          <Box>
            New tokens are signed with a new key. The private half of the present one is thrown away; tokens that it
            signed are accepted for 24 hours more.
          </Box>
          <Copyable text={`podid cluster rotate-keys ${quoted(cluster)}`} what="the same as a command" />
          {rotate.error === null ? null : <Trouble of={rotate.error} doing="rotate the key" />}
        </SpaceBetween>
      </Modal>
    </>
  )
}
