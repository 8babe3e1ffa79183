import type { Log, Metrics } from '../program'
import type { Authorizer, Operation, Parts } from '../services'
import type { OpenedSecrets } from './lookup'
import type { Uses } from './uses'

/** Everything a call is answered with; what differs from call to call is added by the pipeline. */
export interface House extends Omit<Parts, 'caller' | 'requestId' | 'note' | 'decide' | 'demand' | 'gone' | 'url'> {
  readonly secrets: OpenedSecrets
  readonly authorizer: Authorizer
  /** By `service/Name`. */
  readonly operations: ReadonlyMap<string, Operation>
  /** Under which buckets are hosts too; '' for none. */
  readonly s3Domain: string
  /** Where clients reach this server: known once it listens. */
  readonly url: () => string
  /** Fires when the server stops. */
  readonly stopping: AbortSignal
  readonly uses: Uses
  readonly counts: Counts
  readonly log: Log
}

/** What the metrics count. */
export interface Counts {
  readonly request: (service: string, operation: string, code: string) => void
  /** Seconds. */
  readonly took: (seconds: number) => void
  readonly exchange: (result: string) => void
}

export function countsIn(metrics: Metrics): Counts {
  return {
    request: metrics.counter('podid_requests_total', 'Calls by service, operation and result.', [
      'service',
      'operation',
      'code',
    ]),
    took: metrics.histogram(
      'podid_request_seconds',
      'Seconds from the request read to the answer ready.',
      [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    ),
    exchange: metrics.counter('podid_exchanges_total', 'Exchanges of pod tokens for credentials by result.', [
      'result',
    ]),
  }
}
