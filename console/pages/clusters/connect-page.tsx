import Alert from '@cloudscape-design/components/alert'
import Container from '@cloudscape-design/components/container'
import ContentLayout from '@cloudscape-design/components/content-layout'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useParams } from 'react-router'
import { useAsk } from '../../asking/use-ask'
import { useCrumbs } from '../../frame/crumbs'
import { Waiting } from '../../frame/waiting'
import { Said } from '../../shown/said'
import { part, ToButton } from '../../shown/to'
import { Trouble } from '../../shown/trouble'
import { ActivationCode } from './activation-code'
import { ConnectState } from './connect-state'
import { JoinCommands } from './join-commands-tabs'

/** How a registered cluster is connected, and whether it is. */
export function ConnectPage() {
  const { cluster: name = '' } = useParams()
  const here = `/clusters/${part(name)}`
  useCrumbs([
    { text: 'Clusters', to: '/clusters' },
    { text: name, to: here },
    { text: 'Connect', to: `${here}/connect` },
  ])
  const { data, error, refetch } = useAsk('eks', 'DescribeCluster', { name }, { every: 2_000 })
  if (data === undefined && error !== null && error.kind !== 'expired')
    return <Trouble of={error} doing="see this cluster" onRetry={refetch} />
  const cluster = data?.cluster
  if (cluster === undefined) return <Waiting for="Loading the cluster" />
  return (
    <ContentLayout
      header={
        <Header
          variant="h1"
          description="Run one command where the cluster can be reached. It installs the connector, which finds this server."
          actions={<ToButton to={here}>Open the cluster</ToButton>}
        >
          Connect <Said>{name}</Said>
        </Header>
      }
    >
      {cluster.connectorConfig === undefined ? (
        <Alert type="info" header="There is nothing to connect">
          This cluster lives beside the server and has its connector there.
        </Alert>
      ) : (
        <SpaceBetween size="l">
          <ConnectState cluster={cluster} />
          {error === null || error.kind === 'expired' ? null : (
            <Trouble of={error} doing="see this cluster" onRetry={refetch} />
          )}
          <Container
            header={
              <Header description="Where kubectl reaches the cluster and podid reaches this server as you.">
                Command
              </Header>
            }
          >
            <JoinCommands cluster={name} />
          </Container>
          <ActivationCode key={name} cluster={name} told={cluster.connectorConfig} />
        </SpaceBetween>
      )}
    </ContentLayout>
  )
}
