import type { ReportedItem } from '../domain'
import { reportedBy } from '../store'

/** The key of something that a cluster reported. */
export function reportedKey({
  cluster,
  kind,
  namespace,
  name,
}: Pick<ReportedItem, 'cluster' | 'kind' | 'namespace' | 'name'>): string {
  return reportedBy(cluster, kind, namespace) + name
}
