import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Refusal } from '../../asking/refusal'
import { type Filters, searchOf } from './filters'
import { type LookedUp, lookUp } from './looked-up'

interface Asked {
  /** As the address says the filters: the same text is the same question. */
  readonly question: string
  readonly most: number
  readonly nextToken: string | undefined
  readonly live: boolean
}

const pause = 3_000

/** One page of records; live ones are asked again while they are looked at, more seldom where it takes many calls. */
export function useActivity(filters: Filters, { question, most, nextToken, live }: Asked) {
  // "The last hour" is counted from when it was chosen: the pages of one question belong together.
  // biome-ignore lint/correctness/useExhaustiveDependencies: filters are compared by what they say
  const search = useMemo(() => searchOf(filters, Date.now()), [question])
  return useQuery<LookedUp, Refusal>({
    queryKey: ['cloudtrail', 'LookupEvents', 'activity', question, search.asked, most, nextToken],
    queryFn: ({ signal }) => lookUp({ ...search, most, nextToken }, signal),
    // Pages turn without a gap; what was found by other filters is not shown under these.
    placeholderData: (before, query) => (query?.queryKey[3] === question ? before : undefined),
    refetchInterval: live ? ({ state }) => pause * (state.data?.calls ?? 1) : false,
    refetchOnWindowFocus: live,
  })
}
