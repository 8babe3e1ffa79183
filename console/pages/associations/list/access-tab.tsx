import { useParams } from 'react-router'
import type { FoundAssociation } from '../../asking/podid-answers'
import { useAsk } from '../../asking/use-ask'
import { type Column, Listing } from '../../shown/listing'
import { Program, Said } from '../../shown/said'
import { useListing } from '../../shown/use-listing'

const columns: readonly Column<FoundAssociation>[] = [
  { id: 'namespace', header: 'Namespace', cell: ({ namespace }) => <Said>{namespace}</Said> },
  {
    id: 'serviceAccount',
    header: 'Service account',
    cell: (it) => <Said>{it.serviceAccount}</Said>,
    isRowHeader: true,
  },
  { id: 'role', header: 'Role', cell: ({ roleArn }) => <Program>{roleArn}</Program> },
]

/** Which service accounts of this cluster act as which roles? */
export function AccessTab() {
  const { cluster = '' } = useParams()
  const state = useListing('associations', ['namespace', 'serviceAccount', 'role'])
  const { data, error, isPending, refetch } = useAsk(
    'podid',
    'SearchAssociations',
    { clusterName: cluster, maxResults: state.preferences.pageSize, nextToken: state.nextToken },
    { keep: true },
  )
  return (
    <Listing
      state={state}
      title="Pod Identity associations"
      count={data?.count}
      columns={columns}
      idOf={({ associationId }) => associationId}
      items={data?.associations}
      loading={isPending}
      trouble={error}
      doing="list associations"
      onRetry={refetch}
      nextToken={data?.nextToken}
      empty={{ title: 'No associations yet' }}
    />
  )
}
