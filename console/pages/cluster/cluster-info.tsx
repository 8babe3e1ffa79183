import type { Cluster } from '@aws-sdk/client-eks'
import Alert from '@cloudscape-design/components/alert'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { Said } from '../../shown/said'
import { part, ToButton } from '../../shown/to'
import { When } from '../../shown/when'
import { isProvider, providers } from '../clusters/registration'
import { ClusterState } from './state'
import { isRegistered } from './use-cluster'

/** Above the tabs: how it is, at a glance. */
export function ClusterInfo({ cluster }: { readonly cluster: Cluster }) {
  const { name = '', status, version, createdAt, health, connectorConfig } = cluster
  const waits = isRegistered(cluster) && (status === 'PENDING' || status === 'FAILED')
  return (
    <SpaceBetween size="l">
      {waits ? (
        <Alert
          type={status === 'FAILED' ? 'error' : 'info'}
          header={status === 'FAILED' ? 'It did not connect in time' : 'It has not connected yet'}
          action={<ToButton to={`/clusters/${part(name)}/connect`}>Connect</ToButton>}
        >
          <Said>
            {health?.issues?.[0]?.message ??
              'Its connector must be installed. Associations and add-ons can be made already.'}
          </Said>
        </Alert>
      ) : null}
      <Container header={<Header variant="h2">Cluster info</Header>}>
        <KeyValuePairs
          columns={4}
          items={[
            { label: 'Status', value: <ClusterState status={status} /> },
            { label: 'Kubernetes version', value: version === undefined ? '-' : <Said>{version}</Said> },
            {
              label: 'Kind',
              value: isRegistered(cluster) ? `Registered: ${called(connectorConfig?.provider)}` : 'Local',
            },
            { label: 'Created', value: <When at={createdAt} /> },
          ]}
        />
      </Container>
    </SpaceBetween>
  )
}

function called(provider: string | undefined): string {
  return isProvider(provider) ? providers[provider] : (provider ?? 'another Kubernetes')
}
