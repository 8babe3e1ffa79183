import type { FoundCluster } from '../../asking/podid-answers'

type Counts = Pick<FoundCluster, 'nodeCount' | 'readyAgentCount' | 'reportedAt'>

/** How many agents answer, of how many nodes; nothing is said of a cluster that never told. */
export function agentsInWords({ nodeCount, readyAgentCount, reportedAt }: Counts): {
  readonly type?: 'success' | 'warning' | 'stopped'
  readonly text: string
} {
  if (reportedAt === undefined) return { text: '-' }
  if (readyAgentCount === 0) return { type: 'stopped', text: 'None answers' }
  if (nodeCount === undefined) return { type: 'success', text: `${readyAgentCount} answer` }
  return {
    type: readyAgentCount < nodeCount ? 'warning' : 'success',
    text: `${readyAgentCount} of ${nodeCount} answer`,
  }
}
