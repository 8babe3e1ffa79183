import type { Addon } from '@aws-sdk/client-eks'
import Box from '@cloudscape-design/components/box'
import Checkbox from '@cloudscape-design/components/checkbox'
import { useState } from 'react'
import { ask } from '../../asking/ask'
import { useChange } from '../../asking/use-ask'
import { useNotices } from '../../frame/notices'
import { SameAs } from '../../shown/command'
import { Said } from '../../shown/said'
import { TypedConfirmation } from '../../shown/typed-confirmation'
import { countInWords } from '../cluster/count-in-words'
import { agentAddon } from './about'

/** Takes an add-on away, or leaves what is installed running without anyone to look after it. */
export function RemoveAddon({ addon, onClose }: { readonly addon: Addon; readonly onClose: () => void }) {
  const { clusterName = '', addonName = '', podIdentityAssociations = [] } = addon
  const [preserve, setPreserve] = useState(false)
  const { tell } = useNotices()
  const input = { clusterName, addonName, preserve }
  const remove = useChange<void, unknown>(
    () => ask('eks', 'DeleteAddon', input),
    ['eks:DescribeAddon', 'eks:ListAddons', 'podid:SearchAssociations'],
  )
  const owned = podIdentityAssociations.length
  return (
    <TypedConfirmation
      title={`Remove ${addonName}?`}
      word={addonName}
      button="Remove"
      doing="remove this add-on"
      busy={remove.isPending}
      trouble={remove.error}
      onCancel={onClose}
      onConfirm={() =>
        remove.mutate(undefined, {
          onSuccess() {
            tell({
              type: 'success',
              content: (
                <>
                  <Said>{addonName}</Said> {preserve ? 'is let go; it keeps running.' : 'is being removed.'}
                </>
              ),
            })
            onClose()
          },
        })
      }
      warning={
        preserve ? (
          <>
            What is installed keeps running, and nobody looks after it any more.
            {owned === 0 ? '' : ' Its associations stay, as anyone’s.'}
          </>
        ) : (
          <>
            What is installed goes from the cluster.
            {owned === 0
              ? ''
              : ` ${countInWords(owned, 'association')} of its own ${owned === 1 ? 'goes' : 'go'} with it.`}
            {addonName === agentAddon ? ' Without the agent, pods get no credentials.' : ''}
          </>
        )
      }
    >
      <Box>
        <Checkbox checked={preserve} onChange={({ detail }) => setPreserve(detail.checked)}>
          Preserve what is installed on the cluster
        </Checkbox>
      </Box>
      <SameAs service="eks" operation="DeleteAddon" input={input} />
    </TypedConfirmation>
  )
}
