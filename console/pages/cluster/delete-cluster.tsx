import type { Cluster } from '@aws-sdk/client-eks'
import Box from '@cloudscape-design/components/box'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useNavigate } from 'react-router'
import { ask } from '../../asking/ask'
import { useAsk, useChange } from '../../asking/use-ask'
import { useNotices } from '../../frame/notices'
import { quoted } from '../../shown/aws-command'
import { Copyable, SameAs } from '../../shown/command'
import { Said } from '../../shown/said'
import { TypedConfirmation } from '../../shown/typed-confirmation'
import { countInWords } from './count-in-words'
import { isRegistered } from './use-cluster'

/** Forgets a cluster, with all that is known of it. */
export function DeleteCluster({ cluster, onClose }: { readonly cluster: Cluster; readonly onClose: () => void }) {
  const { name = '' } = cluster
  const navigate = useNavigate()
  const { tell } = useNotices()
  const registered = isRegistered(cluster)
  const operation = registered ? 'DeregisterCluster' : 'DeleteCluster'
  const [verb, done] = registered ? ['Deregister', 'deregistered'] : ['Delete', 'deleted']
  const associations = useAsk('podid', 'SearchAssociations', { clusterName: name, maxResults: 1 })
  const addons = useAsk('eks', 'ListAddons', { clusterName: name, maxResults: 100 })
  const remove = useChange<void, unknown>(() => ask('eks', operation, { name }), ['podid:SearchClusters'])
  return (
    <TypedConfirmation
      title={`${verb} ${name}?`}
      word={name}
      button={verb}
      doing={`${verb.toLowerCase()} this cluster`}
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
                  The cluster <Said>{name}</Said> is {done}.
                </>
              ),
            })
            navigate('/clusters')
          },
        })
      }
      warning={
        <SpaceBetween size="xs">
          <Box color="inherit">
            These go with it: {countInWords(associations.data?.count, 'association')},{' '}
            {countInWords(addons.data?.addons?.length, 'add-on')}, its token keys and its OIDC provider. Its pods get no
            new credentials; those that they have last until they expire, six hours at most.
          </Box>
          <Box color="inherit">The roles that the associations name stay.</Box>
        </SpaceBetween>
      }
    >
      {registered ? (
        <div>
          <Box>The connector stays in the cluster. This command does both, and takes it away:</Box>
          <Copyable text={`podid cluster leave ${quoted(name)}`} what="the command that leaves" />
        </div>
      ) : null}
      <SameAs service="eks" operation={operation} input={{ name }} />
    </TypedConfirmation>
  )
}
