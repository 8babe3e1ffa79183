import type { Cluster } from '@aws-sdk/client-eks'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import type { ReportedItem } from '../../asking/podid-answers'
import { useAsk } from '../../asking/use-ask'
import { type Column, Listing } from '../../shown/listing'
import { Program, Said } from '../../shown/said'
import { part, ToButton } from '../../shown/to'
import { useListing } from '../../shown/use-listing'

const columns: readonly Column<ReportedItem>[] = [
  {
    id: 'node',
    header: 'Node',
    cell: ({ name, nodeName }) => <Said>{nodeName ?? name}</Said>,
    isRowHeader: true,
    minWidth: 180,
  },
  {
    id: 'state',
    header: 'State',
    cell: ({ ready }) =>
      ready === true ? (
        <StatusIndicator type="success">Answers</StatusIndicator>
      ) : (
        <StatusIndicator type="error">Does not answer</StatusIndicator>
      ),
    minWidth: 180,
  },
  {
    id: 'why',
    header: 'Why not',
    cell: ({ ready, reason, phase }) => (ready === true ? '-' : <Said>{reason ?? phase ?? 'Not told'}</Said>),
    minWidth: 220,
  },
  {
    id: 'pod',
    header: 'Pod',
    cell: ({ podName, namespace }) =>
      podName === undefined ? '-' : <Program>{namespace === undefined ? podName : `${namespace}/${podName}`}</Program>,
    minWidth: 220,
  },
]

/** Does the agent answer on each node? */
export function Agents({ cluster }: { readonly cluster: Cluster }) {
  const { name: clusterName = '' } = cluster
  const state = useListing(
    'agents',
    columns.map(({ id }) => id),
    clusterName,
  )
  const wanted = { clusterName, kind: 'AGENT' as const, maxResults: state.preferences.pageSize }
  const { data, error, isPending, refetch } = useAsk(
    'podid',
    'GetClusterReport',
    { ...wanted, nextToken: state.nextToken },
    { every: 10_000, keep: true },
  )
  // How many there are is told with the first page.
  const first = useAsk('podid', 'GetClusterReport', { ...wanted, nextToken: undefined }, { keep: true })
  return (
    <Listing
      state={state}
      title="Agents"
      count={first.data?.count}
      description="One on each node gives pods their credentials."
      columns={columns}
      idOf={({ name, namespace }) => `${namespace}/${name}`}
      items={data?.items}
      loading={isPending}
      trouble={error}
      doing="see its agents"
      onRetry={refetch}
      nextToken={data?.nextToken}
      empty={{
        title: 'No agents',
        text: 'None was reported. The add-on eks-pod-identity-agent puts one on every node.',
        action: <ToButton to={`/clusters/${part(clusterName)}/add-ons`}>Go to add-ons</ToButton>,
      }}
    />
  )
}
