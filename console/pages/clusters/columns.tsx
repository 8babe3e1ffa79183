import StatusIndicator from '@cloudscape-design/components/status-indicator'
import type { FoundCluster } from '../../asking/podid-answers'
import type { Column } from '../../shown/listing'
import { Program, Said } from '../../shown/said'
import { part, To } from '../../shown/to'
import { When } from '../../shown/when'
import { ClusterState } from '../cluster/state'
import { agentsInWords } from './agents-in-words'

/** Those that are shown until someone chooses otherwise. */
export const usual = ['name', 'state', 'kind', 'version', 'agents', 'associations', 'issuer']

export const columns: readonly Column<FoundCluster>[] = [
  {
    id: 'name',
    header: 'Name',
    cell: ({ clusterName }) => (
      <To to={`/clusters/${part(clusterName)}`}>
        <Said>{clusterName}</Said>
      </To>
    ),
    sortBy: 'NAME',
    isRowHeader: true,
    minWidth: 150,
  },
  { id: 'state', header: 'State', cell: State, minWidth: 195 },
  { id: 'kind', header: 'Kind', cell: ({ kind }) => (kind === 'CREATED' ? 'Local' : 'Registered'), minWidth: 110 },
  { id: 'version', header: 'Kubernetes', cell: ({ kubernetesVersion }) => <Told>{kubernetesVersion}</Told> },
  { id: 'agents', header: 'Agents', cell: Agents, minWidth: 165 },
  { id: 'associations', header: 'Associations', cell: ({ associationCount }) => associationCount },
  {
    id: 'issuer',
    header: 'Issuer',
    cell: ({ issuer }) => (issuer === undefined ? '-' : <Program>{issuer}</Program>),
    minWidth: 120,
  },
  { id: 'heard', header: 'Connector heard', cell: ({ reportedAt }) => <When at={reportedAt} /> },
]

function State({ status, clusterName }: FoundCluster) {
  if (status !== 'PENDING' && status !== 'FAILED') return <ClusterState status={status} />
  return (
    <>
      <StatusIndicator type={status === 'FAILED' ? 'error' : 'pending'}>
        {status === 'FAILED' ? 'Expired' : 'Waiting'}
      </StatusIndicator>{' '}
      <To to={`/clusters/${part(clusterName)}/connect`}>Connect</To>
    </>
  )
}

function Agents(cluster: FoundCluster) {
  const { type, text } = agentsInWords(cluster)
  return type === undefined ? text : <StatusIndicator type={type}>{text}</StatusIndicator>
}

function Told({ children }: { readonly children: string | undefined }) {
  return children === undefined ? '-' : <Said>{children}</Said>
}
