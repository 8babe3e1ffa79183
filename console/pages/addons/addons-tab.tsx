import Box from '@cloudscape-design/components/box'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useParams } from 'react-router'
import { useAsk } from '../../asking/use-ask'
import { Waiting } from '../../frame/waiting'
import { part, ToButton } from '../../shown/to'
import { Trouble } from '../../shown/trouble'
import { agentAddon } from './about'
import { AddonCard } from './addon-card'

/** What is installed in this cluster? */
export function AddonsTab() {
  const { cluster: clusterName = '' } = useParams()
  const { data, error, refetch } = useAsk('eks', 'ListAddons', { clusterName, maxResults: 100 }, { every: 5_000 })
  const addons = data?.addons
  const get = (
    <ToButton to={`/clusters/${part(clusterName)}/add-ons/get`} variant={addons?.length === 0 ? undefined : 'primary'}>
      Get more add-ons
    </ToButton>
  )
  return (
    <SpaceBetween size="l">
      <Header
        variant="h2"
        counter={addons === undefined ? undefined : `(${addons.length})`}
        description="What runs in the cluster for it, kept so by its connector."
        actions={get}
      >
        Add-ons
      </Header>
      {error === null || error.kind === 'expired' ? null : (
        <Trouble of={error} doing="list add-ons" onRetry={refetch} />
      )}
      {addons === undefined && error === null ? <Waiting for="Loading add-ons" /> : null}
      {addons?.length === 0 ? <None cluster={clusterName} /> : null}
      {addons?.map((name) => (
        <AddonCard key={name} cluster={clusterName} name={name} />
      ))}
    </SpaceBetween>
  )
}

function None({ cluster }: { readonly cluster: string }) {
  return (
    <Container>
      <Box textAlign="center" padding={{ vertical: 'm' }}>
        <SpaceBetween size="s">
          <Box variant="strong">No add-ons yet</Box>
          <Box>The agent gives pods their credentials on every node. Pod Identity needs it.</Box>
          <ToButton to={`/clusters/${part(cluster)}/add-ons/get/${agentAddon}`} variant="primary">
            Install the agent
          </ToButton>
        </SpaceBetween>
      </Box>
    </Container>
  )
}
