import { useEffect, useState } from 'react'
import { useAsk } from '../../../asking/use-ask'
import type { ListingState } from '../../../shown/use-listing'
import { orderOf, type Search } from './search'

/** One page of a cluster's associations. How many there are is told with the first page and remembered for those that follow. */
export function useAssociations(
  clusterName: string,
  { namespace, serviceAccount, sorting }: Search,
  state: ListingState,
) {
  const question = {
    clusterName,
    ...(namespace === '' ? {} : { namespacePrefix: namespace }),
    ...(serviceAccount === '' ? {} : { serviceAccountPrefix: serviceAccount }),
    sortBy: orderOf(sorting.by),
    sortDirection: sorting.descending ? ('DESCENDING' as const) : ('ASCENDING' as const),
    maxResults: state.preferences.pageSize,
  }
  const answer = useAsk(
    'podid',
    'SearchAssociations',
    { ...question, nextToken: state.nextToken },
    { every: 30_000, keep: true },
  )
  const asked = JSON.stringify([clusterName, namespace, serviceAccount])
  const [known, know] = useState<{ readonly asked: string; readonly count: number }>()
  const { data, isPlaceholderData } = answer
  useEffect(() => {
    if (data?.count !== undefined && !isPlaceholderData) know({ asked, count: data.count })
  }, [data, isPlaceholderData, asked])
  return { ...answer, count: known?.asked === asked ? known.count : undefined }
}
