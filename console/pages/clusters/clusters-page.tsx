import Button from '@cloudscape-design/components/button'
import { useSearchParams } from 'react-router'
import { isClusterName } from '../../../src/domain'
import { useAsk } from '../../asking/use-ask'
import { useCrumbs } from '../../frame/crumbs'
import { Listing } from '../../shown/listing'
import { ToButton } from '../../shown/to'
import { useListing } from '../../shown/use-listing'
import { columns, usual } from './columns'
import { NameFilter } from './name-filter'

/** Which clusters are there, and how are they? */
export function ClustersPage() {
  useCrumbs([{ text: 'Clusters', to: '/clusters' }])
  const [params, setParams] = useSearchParams()
  const prefix = params.get('name') ?? ''
  const descending = params.get('order') === 'descending'
  const set = (name: string, value: string) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before)
        if (value === '') next.delete(name)
        else next.set(name, value)
        return next
      },
      { replace: true },
    )
  const state = useListing('clusters', usual, `${prefix}|${descending}`)
  // What no cluster can be called need not be asked for.
  const possible = prefix === '' || isClusterName(prefix)
  const wanted = {
    namePrefix: prefix === '' ? undefined : prefix,
    sortDirection: descending ? ('DESCENDING' as const) : ('ASCENDING' as const),
    maxResults: state.preferences.pageSize,
  }
  const { data, error, isPending, refetch } = useAsk(
    'podid',
    'SearchClusters',
    { ...wanted, nextToken: state.nextToken },
    { every: 5_000, keep: true, when: possible },
  )
  // How many there are is told with the first page.
  const first = useAsk('podid', 'SearchClusters', { ...wanted, nextToken: undefined }, { when: possible, keep: true })
  const register = (variant?: 'primary') => (
    <ToButton to="/clusters/+register" variant={variant}>
      Register a cluster
    </ToButton>
  )
  return (
    <Listing
      variant="full-page"
      state={state}
      title="Clusters"
      count={possible ? first.data?.count : 0}
      description="Every Kubernetes whose pods get their credentials here."
      actions={register('primary')}
      filter={<NameFilter value={prefix} onChange={(value) => set('name', value)} />}
      columns={columns}
      idOf={({ clusterName }) => clusterName}
      items={possible ? data?.clusters : []}
      loading={isPending}
      trouble={error}
      doing="list clusters"
      onRetry={refetch}
      nextToken={possible ? data?.nextToken : undefined}
      sorting={{
        now: { by: 'NAME', descending },
        onChange: (next) => set('order', next.descending ? 'descending' : ''),
      }}
      filtered={
        prefix === '' ? undefined : { clear: <Button onClick={() => set('name', '')}>Clear the filter</Button> }
      }
      empty={{
        title: 'No clusters yet',
        text: 'Register one: its pods then act as roles of this account.',
        action: register(),
      }}
    />
  )
}
