import type { Tables } from '../../store'
import { Fault } from '../fault'
import type { Parts } from '../operation'

/** Refuses the cluster that was one too many, in the change that inserted it: a name that is taken is told first. */
export async function withinQuota(
  tx: Pick<Tables, 'clusters'>,
  clusterName: string,
  { limits }: Pick<Parts, 'limits'>,
): Promise<void> {
  if ((await tx.clusters.count()) > limits.clusters)
    throw new Fault('ResourceLimitExceededException', 'Cluster limit exceeded for account.', { clusterName })
}
