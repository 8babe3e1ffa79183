import type { Decision } from '../decision/decide'

type Doubt = NonNullable<Decision['doubt']>

const unknown: Readonly<Record<Doubt, string>> = {
  'control-plane-late': 'the control plane did not answer in time',
  'control-plane-failed': 'the control plane could not be asked',
  'control-plane-away': 'the control plane does not answer at present',
  'service-account-unread': 'its service account could not be read',
}

/** What is told to whoever made a pod whose identity could not be asked about. */
export function doubtWords(doubt: Doubt, serviceAccount: string, method: 'irsa' | undefined): string {
  return method === 'irsa'
    ? `podid: ${unknown[doubt]}; the pod has the role that service account ${serviceAccount} is annotated with`
    : `podid: ${unknown[doubt]}, so the pod starts without an identity; if service account ${serviceAccount} has one, make the pod anew later`
}

/** What came of a review that is not of a decision: the label of a metric and a word for the audit log. */
export type Otherwise = 'not-a-new-pod' | 'not-a-pod' | 'no-service-account' | 'failed'
