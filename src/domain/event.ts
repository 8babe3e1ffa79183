/**
 * An audit record in CloudTrail's shape, plus what the store's indexes need.
 * Record contents: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export interface AuditEvent {
  /** UUID. */
  readonly eventId: string
  /** Epoch milliseconds. */
  readonly at: number
  readonly eventName: string
  /** `eks.amazonaws.com`. */
  readonly eventSource: string
  readonly readOnly: boolean
  readonly username?: string
  readonly accessKeyId?: string
  /** Of a call that was refused, or failed: as CloudTrail has it. */
  readonly errorCode?: string
  readonly resources: readonly { readonly type: string; readonly name: string }[]
  /** The CloudTrail record itself, secrets hidden, as JSON text. */
  readonly record: string
}
