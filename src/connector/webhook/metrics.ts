import type { Metrics } from '../../program'
import { end } from './certificate/authorities'

/** What the webhook counts. `reason` is one of a closed set of words: see `Reason` and `Otherwise`. */
export function meters(metrics: Metrics, isClosed: () => boolean, certificate: () => string) {
  const pods = metrics.counter(
    'pod_identity_webhook_pod_count',
    'Pods given an identity, by method; named as by the official webhook.',
    ['method'],
  )
  const admissions = metrics.counter('podid_webhook_admissions_total', 'Reviews answered, by outcome and reason.', [
    'outcome',
    'reason',
  ])
  const refused = metrics.counter('podid_webhook_refused_total', 'Requests that were no review, by HTTP status.', [
    'status',
  ])
  const questions = metrics.counter('podid_webhook_questions_total', 'Questions to the control plane, by what came.', [
    'outcome',
  ])
  const took = metrics.histogram(
    'podid_webhook_admission_seconds',
    'Time that a review took.',
    [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
  )
  const asking = metrics.histogram(
    'podid_webhook_question_seconds',
    'Time that the control plane took to answer.',
    [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1],
  )
  metrics.gauge('podid_webhook_breaker_open', '1 while the control plane is not asked since it does not answer.', () =>
    isClosed() ? 0 : 1,
  )
  metrics.gauge('podid_webhook_certificate_end_seconds', 'End of the certificate, seconds since the epoch.', () =>
    Math.floor(end(certificate()) / 1_000),
  )
  const methods = { 'pod-identity': 'container_credentials', irsa: 'sts_web_identity' } as const
  return {
    refused,
    took,
    asked(outcome: 'answered' | 'late' | 'failed', began: number): void {
      questions(outcome)
      if (outcome === 'answered') asking((performance.now() - began) / 1_000)
    },
    decided(outcome: 'pod-identity' | 'irsa' | 'none', reason: string): void {
      admissions(outcome, reason)
      if (outcome !== 'none') pods(methods[outcome])
    },
  }
}
