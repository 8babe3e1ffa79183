import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator'
import { useAsk } from '../../asking/use-ask'
import { Program } from '../../shown/said'

// Each cell asks for what it shows; cells of one row share their answers.

interface Named {
  readonly name: string
}

const every = { every: 10_000 }
const useCluster = ({ name }: Named) => useAsk('eks', 'DescribeCluster', { name }, every)

const looks: Readonly<Record<string, StatusIndicatorProps.Type>> = {
  ACTIVE: 'success',
  CREATING: 'in-progress',
  UPDATING: 'in-progress',
  DELETING: 'in-progress',
  PENDING: 'pending',
  FAILED: 'error',
}

export function State(named: Named) {
  const { data, error } = useCluster(named)
  if (error !== null)
    return <StatusIndicator type="warning">{error.kind === 'forbidden' ? 'Not allowed' : 'Unknown'}</StatusIndicator>
  const status = data?.cluster?.status
  if (status === undefined) return <StatusIndicator type="loading">Loading</StatusIndicator>
  return <StatusIndicator type={looks[status] ?? 'info'}>{status}</StatusIndicator>
}

export function Kind(named: Named) {
  const { data } = useCluster(named)
  if (data === undefined) return <>-</>
  return <>{data.cluster?.connectorConfig === undefined ? 'Local' : 'Registered'}</>
}

export function Version(named: Named) {
  const { data } = useCluster(named)
  return <>{data?.cluster?.version ?? '-'}</>
}

export function Issuer(named: Named) {
  const { data } = useCluster(named)
  const issuer = data?.cluster?.identity?.oidc?.issuer
  return issuer === undefined ? <>-</> : <Program>{issuer}</Program>
}

export function AgentCount({ name }: Named) {
  const { data } = useAsk('podid', 'GetClusterReport', { clusterName: name, kind: 'AGENT', maxResults: 100 }, every)
  if (data === undefined) return <>-</>
  const agents = data.items ?? []
  const ready = agents.filter(({ ready }) => ready === true).length
  return <>{data.nodeCount === undefined ? ready : `${ready} of ${data.nodeCount}`}</>
}

export function AssociationCount({ name }: Named) {
  const { data } = useAsk('podid', 'SearchAssociations', { clusterName: name, maxResults: 1 }, every)
  return <>{data?.count ?? '-'}</>
}
