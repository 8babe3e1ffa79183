import { useQuery } from '@tanstack/react-query'
import { ask } from '../../../asking/ask'
import type { ReportedItem } from '../../../asking/podid-answers'
import type { Refusal } from '../../../asking/refusal'

/** Pages of a hundred pods of the namespace that are looked through: a report is in the order of their names. */
const mostPages = 10

export interface Pods {
  readonly pods: readonly ReportedItem[]
  /** When the connector last told; undefined when it never did. */
  readonly reportedAt: Date | undefined
  /** All pods of the namespace were looked at. */
  readonly whole: boolean
}

/** The pods that run as a service account, as the cluster's connector told. */
export function usePods(clusterName: string, namespace: string, serviceAccount: string) {
  return useQuery<Pods, Refusal>({
    queryKey: ['podid', 'GetClusterReport', 'pods', clusterName, namespace, serviceAccount],
    refetchInterval: 10_000,
    async queryFn({ signal }) {
      const pods: ReportedItem[] = []
      let nextToken: string | undefined
      for (let page = 1; ; page += 1) {
        const question = { clusterName, namespace, kind: 'POD' as const, maxResults: 100, nextToken }
        const answer = await ask('podid', 'GetClusterReport', question, signal)
        pods.push(...(answer.items ?? []).filter((it) => it.serviceAccount === serviceAccount))
        nextToken = answer.nextToken
        if (nextToken === undefined || page === mostPages)
          return { pods, reportedAt: answer.reportedAt, whole: nextToken === undefined }
      }
    },
  })
}
