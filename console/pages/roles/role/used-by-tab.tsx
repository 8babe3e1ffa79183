import SpaceBetween from '@cloudscape-design/components/space-between'
import type { FoundAssociation } from '../../../asking/podid-answers'
import { useAsk } from '../../../asking/use-ask'
import { type Column, Listing } from '../../../shown/listing'
import { Program, Said } from '../../../shown/said'
import { part, To } from '../../../shown/to'
import { useListing } from '../../../shown/use-listing'
import { When } from '../../../shown/when'
import { RecentExchanges } from '../../activity/recent-exchanges'
import type { ShownRole } from './use-role'

const columns: readonly Column<FoundAssociation>[] = [
  {
    id: 'association',
    header: 'Association',
    isRowHeader: true,
    cell: ({ clusterName, associationId }) => (
      <To to={`/clusters/${part(clusterName)}/associations/${part(associationId)}`}>
        <Program>{associationId}</Program>
      </To>
    ),
  },
  {
    id: 'cluster',
    header: 'Cluster',
    cell: ({ clusterName }) => (
      <To to={`/clusters/${part(clusterName)}`}>
        <Said>{clusterName}</Said>
      </To>
    ),
  },
  { id: 'namespace', header: 'Namespace', cell: ({ namespace }) => <Said>{namespace}</Said> },
  { id: 'account', header: 'Service account', cell: ({ serviceAccount }) => <Said>{serviceAccount}</Said> },
  {
    id: 'target',
    header: 'Target role',
    cell: ({ targetRoleArn }) => (targetRoleArn === undefined ? '-' : <Program>{targetRoleArn}</Program>),
  },
  { id: 'created', header: 'Created', cell: ({ createdAt }) => <When at={createdAt} /> },
]

/** Which service accounts, of all clusters, get this role; and who had it lately. */
export function UsedByTab({ role: { arn } }: { readonly role: ShownRole }) {
  const state = useListing(
    'role-users',
    columns.map(({ id }) => id),
    arn,
  )
  const { data, error, isPending, refetch } = useAsk(
    'podid',
    'SearchAssociations',
    { roleArn: arn, maxResults: state.preferences.pageSize, nextToken: state.nextToken },
    { keep: true },
  )
  const first = useAsk('podid', 'SearchAssociations', { roleArn: arn, maxResults: 1 })
  return (
    <SpaceBetween size="l">
      <Listing
        state={state}
        title="Associations"
        count={first.data?.count}
        description="Of all clusters: whose pods get this role."
        columns={columns}
        idOf={({ associationId }) => associationId}
        items={data?.associations}
        loading={isPending}
        trouble={error}
        doing="search associations"
        onRetry={refetch}
        nextToken={data?.nextToken}
        empty={{
          title: 'No association uses this role',
          text: 'On a cluster’s page, under Access, a service account is given a role.',
        }}
      />
      <RecentExchanges resource={arn} />
    </SpaceBetween>
  )
}
