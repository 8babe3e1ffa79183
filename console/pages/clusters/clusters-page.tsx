import StatusIndicator from '@cloudscape-design/components/status-indicator'
import { useAsk } from '../../asking/use-ask'
import { useCrumbs } from '../../frame/crumbs'
import { type Column, Listing } from '../../shown/listing'
import { Said } from '../../shown/said'
import { part, To, ToButton } from '../../shown/to'
import { useListing } from '../../shown/use-listing'
import { AgentCount, AssociationCount, Issuer, Kind, State, Version } from './cluster-cells'

const columns: readonly Column<string>[] = [
  {
    id: 'name',
    header: 'Name',
    cell: (name) => (
      <To to={`/clusters/${part(name)}`}>
        <Said>{name}</Said>
      </To>
    ),
    isRowHeader: true,
  },
  { id: 'state', header: 'State', cell: (name) => <State name={name} /> },
  { id: 'kind', header: 'Kind', cell: (name) => <Kind name={name} /> },
  { id: 'version', header: 'Kubernetes', cell: (name) => <Version name={name} /> },
  { id: 'agents', header: 'Agents answering', cell: (name) => <AgentCount name={name} /> },
  { id: 'associations', header: 'Associations', cell: (name) => <AssociationCount name={name} /> },
  { id: 'issuer', header: 'Issuer', cell: (name) => <Issuer name={name} /> },
]

/** Which clusters are there, and how are they? */
export function ClustersPage() {
  useCrumbs([{ text: 'Clusters', to: '/clusters' }])
  const state = useListing(
    'clusters',
    columns.map(({ id }) => id),
  )
  const { data, error, isPending, refetch } = useAsk(
    'eks',
    'ListClusters',
    { include: ['all'], maxResults: state.preferences.pageSize, nextToken: state.nextToken },
    { every: 10_000, keep: true },
  )
  return (
    <Listing
      variant="full-page"
      state={state}
      title="Clusters"
      description="Every Kubernetes whose pods get their credentials here."
      actions={
        <ToButton to="/clusters/register" variant="primary">
          Register a cluster
        </ToButton>
      }
      columns={columns}
      idOf={(name) => name}
      items={data?.clusters}
      loading={isPending}
      trouble={error}
      doing="list clusters"
      onRetry={refetch}
      nextToken={data?.nextToken}
      empty={{
        title: 'No clusters yet',
        text: <StatusIndicator type="info">Register one: its pods then act as roles of this account.</StatusIndicator>,
        action: <ToButton to="/clusters/register">Register a cluster</ToButton>,
      }}
    />
  )
}
