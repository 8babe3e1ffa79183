/** Which pod asks. `proved`: its token was verified here; else the token itself is all we know of it, and the upstream decides. */
export interface PodIdentity {
  /** What the cache goes by: the pod when it is proved, so that a rotated token is no miss; else a hash of the exact token. */
  readonly key: string
  readonly proved: boolean
  /** The cluster's keys are known and none of them made its token: the upstream is asked about it, and not a second time. */
  readonly stranger?: true
  readonly namespace?: string
  readonly serviceAccount?: string
  readonly pod?: string
  /** The token to show to EKS Auth; never logged. */
  readonly token: string
  /** Epoch milliseconds: after this the token proves nothing. Infinite where the token does not say. */
  readonly tokenExpiresAt: number
}

/** What a pod gets; instants in epoch milliseconds. */
export interface PodCredentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken: string
  readonly accountId: string
  readonly expiresAt: number
  readonly associationId: string
  /** The upstream's, of the exchange that gave them. */
  readonly requestId: string
}

/** One function type, worn in layers. Throws Refused or Unreachable, nothing else. */
export type GetCredentials = (pod: PodIdentity) => Promise<PodCredentials>

/** EKS Auth, or we, said no. */
export class Refused extends Error {
  override readonly name = 'Refused'

  constructor(
    /** HTTP status for the pod. */
    readonly status: number,
    /** AWS's code, such as `ResourceNotFoundException`. */
    readonly code: string,
    message: string,
    readonly requestId?: string,
    /** Milliseconds after which the upstream wants to be asked again. */
    readonly retryAfter?: number,
  ) {
    super(message)
  }

  /** The answer will not change by itself: what is cached for this pod is dropped. */
  get final(): boolean {
    return finalCodes.has(this.code) && !this.ofTheAgent
  }

  /** It speaks of the agent's own credentials, and says nothing about the pod: AWS has one name for both. */
  get ofTheAgent(): boolean {
    return this.status === 403 || this.message.startsWith('User: ')
  }

  /** The upstream has too much to do, or trouble of its own. */
  get passing(): boolean {
    return this.status === 429 || this.status >= 500 || throttlings.has(this.code)
  }
}

const finalCodes = new Set([
  'ResourceNotFoundException',
  'ExpiredTokenException',
  'InvalidTokenException',
  'AccessDeniedException',
])

// What the AWS SDKs count as throttling, whatever its status.
const throttlings = new Set([
  'Throttling',
  'ThrottlingException',
  'ThrottledException',
  'RequestThrottled',
  'RequestThrottledException',
  'TooManyRequestsException',
  'RequestLimitExceeded',
  'BandwidthLimitExceeded',
  'SlowDown',
  'PriorRequestNotComplete',
  'EC2ThrottledException',
])

/** No answer could be had in time. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'

  constructor(
    message: string,
    /** Milliseconds after which asking again may help. */
    readonly retryAfter = 1_000,
  ) {
    super(message)
  }
}
