import type { Metrics } from '../program'

/** What the agent counts. The official names stand where they mean the same (agent-and-webhook.md A.8); the others are ours. */
export interface Meters {
  answer(status: number): void
  refused(reason: string): void
  hit(): void
  miss(): void
  /** An asker shared another's question. */
  waited(): void
  /** Served while the upstream is in trouble and a renewal is overdue. */
  stale(): void
  renewed(outcome: 'renewed' | 'failed' | 'final'): void
  cacheError(type: 'Recoverable' | 'NonRecoverable', code: string): void
  gone(reason: 'evicted' | 'idle' | 'token expired' | 'expired'): void
  upstream(code: string, milliseconds: number): void
}

export function createMeters(
  metrics: Metrics,
  read: {
    readonly entries: () => number
    readonly bytes: () => number
    readonly lag: () => number
    readonly keys: () => number
  },
): Meters {
  const answers = metrics.counter('pod_identity_http_response', 'Answers to pods by status.', ['code'])
  const states = metrics.counter(
    'pod_identity_cache_state',
    'Fetches begun for a pod (miss), and entries pushed out (evicted).',
    ['state'],
  )
  const errors = metrics.counter('pod_identity_cache_errors', 'Failed renewals.', ['type', 'code'])
  const refusals = metrics.counter('podid_agent_refusals_total', 'Refusals to pods by reason.', ['reason'])
  const hits = metrics.counter('podid_agent_cache_hits_total', 'Answers from what is kept.', [])
  const waits = metrics.counter('podid_agent_shared_waits_total', 'Askers who shared another asker’s question.', [])
  const stale = metrics.counter('podid_agent_stale_served_total', 'Answers whose renewal is overdue.', [])
  const renewals = metrics.counter('podid_agent_renewals_total', 'Renewals by outcome.', ['outcome'])
  const gone = metrics.counter('podid_agent_entries_gone_total', 'Entries that went, by reason.', ['reason'])
  const calls = metrics.counter(
    'podid_agent_upstream_requests_total',
    'Requests to EKS Auth by the code of the answer.',
    ['code'],
  )
  const seconds = metrics.histogram(
    'podid_agent_upstream_seconds',
    'Time EKS Auth took to answer.',
    [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
  )
  metrics.gauge('podid_agent_entries', 'Pods whose credentials are kept.', read.entries)
  metrics.gauge('podid_agent_entries_bytes', 'Bytes they take, roughly.', read.bytes)
  metrics.gauge(
    'podid_agent_renewal_lag_seconds',
    'How long the renewal that is most overdue waits.',
    () => read.lag() / 1_000,
  )
  metrics.gauge('podid_agent_cluster_keys', 'Keys of the cluster that are known.', read.keys)
  return {
    answer: (status) => answers(String(status)),
    refused: (reason) => refusals(reason),
    hit: () => hits(),
    miss: () => states('miss'),
    waited: () => waits(),
    stale: () => stale(),
    renewed: (outcome) => renewals(outcome),
    cacheError: (type, code) => errors(type, code),
    gone(reason) {
      gone(reason)
      if (reason === 'evicted') states('evicted')
    },
    upstream(code, milliseconds) {
      calls(code)
      seconds(milliseconds / 1_000)
    },
  }
}
