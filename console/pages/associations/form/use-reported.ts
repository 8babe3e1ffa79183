import { useQuery } from '@tanstack/react-query'
import { ask } from '../../../asking/ask'
import type { ReportedItem } from '../../../asking/podid-answers'
import type { Refusal } from '../../../asking/refusal'

/** Pages of a hundred that are read: names beyond can be typed. */
const mostPages = 10

export interface Reported {
  readonly names: readonly string[]
  /** Every name is there. */
  readonly whole: boolean
}

/** Which namespaces, or which service accounts of a namespace, a cluster told of. */
export function useReported(clusterName: string, kind: 'NAMESPACE' | 'SERVICE_ACCOUNT', namespace?: string) {
  return useQuery<Reported, Refusal>({
    queryKey: ['podid', 'GetClusterReport', 'names', clusterName, kind, namespace],
    queryFn: ({ signal }) => namesOf({ clusterName, kind, namespace }, signal),
    enabled: kind === 'NAMESPACE' || namespace !== undefined,
    staleTime: 15_000,
  })
}

async function namesOf(
  question: { readonly clusterName: string; readonly kind: ReportedItem['kind']; readonly namespace?: string },
  signal: AbortSignal,
): Promise<Reported> {
  const names: string[] = []
  let nextToken: string | undefined
  for (let page = 0; page < mostPages; page += 1) {
    const answer = await ask('podid', 'GetClusterReport', { ...question, maxResults: 100, nextToken }, signal)
    names.push(...(answer.items ?? []).map(({ name }) => name))
    nextToken = answer.nextToken
    if (nextToken === undefined) return { names, whole: answer.listedAt !== undefined }
  }
  return { names, whole: false }
}
