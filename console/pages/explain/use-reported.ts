import type { ReportedItem } from '../../asking/podid-answers'
import { useAsk } from '../../asking/use-ask'
import type { Partly } from './asked-in'

const most = 100

/** What there is to choose from: clusters, and what the chosen one reported. A cluster that reports nothing offers nothing. */
export function useReported({
  cluster = '',
  namespace = '',
  serviceAccount = '',
}: Partly): Readonly<Record<keyof Partly, readonly string[]>> {
  const clusters = useAsk('eks', 'ListClusters', { include: ['all'], maxResults: most })
  const isKnown = clusters.data?.clusters?.includes(cluster) === true
  const inCluster = { clusterName: cluster, maxResults: most }
  const namespaces = useAsk('podid', 'GetClusterReport', { ...inCluster, kind: 'NAMESPACE' }, { when: isKnown })
  const inNamespace = { ...inCluster, namespace }
  const when = isKnown && (namespaces.data?.items ?? []).some(({ name }) => name === namespace)
  const accounts = useAsk('podid', 'GetClusterReport', { ...inNamespace, kind: 'SERVICE_ACCOUNT' }, { when })
  const pods = useAsk('podid', 'GetClusterReport', { ...inNamespace, kind: 'POD' }, { when })
  return {
    cluster: clusters.data?.clusters ?? [],
    namespace: isKnown ? names(namespaces.data?.items) : [],
    serviceAccount: when ? names(accounts.data?.items) : [],
    pod: when
      ? names(pods.data?.items?.filter((it) => serviceAccount === '' || it.serviceAccount === serviceAccount))
      : [],
  }
}

const names = (items: readonly ReportedItem[] = []): readonly string[] => items.map(({ name }) => name)
