/** A Kubernetes Event that the webhook wants told. */
export interface WebhookEvent {
  readonly namespace: string
  /** What it is about: the pod's owner, or its service account, since a pod that is being admitted is not there yet. */
  readonly regarding: {
    readonly apiVersion: string
    readonly kind: string
    readonly name: string
    readonly uid?: string
  }
  readonly type: 'Warning' | 'Normal'
  /** UpperCamelCase. */
  readonly reason: string
  /** At most 1 kB. */
  readonly note: string
}

/** Must not throw and must not wait: an Event that cannot be told is logged where it is sent. */
export type TellEvent = (event: WebhookEvent) => void
