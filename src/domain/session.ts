import type { Tag } from './tag'

/**
 * A session: what temporary credentials stand for. Everything a later request needs to be authorized is in it, since it travels sealed
 * inside the session token and nothing is stored.
 */
export interface Session {
  /** `role`: AssumeRole and its kin. `user`: GetSessionToken. */
  readonly kind: 'role' | 'user'
  readonly account: string
  /** `arn:aws:sts::…:assumed-role/<role>/<name>` or the user's ARN (or the account's root). */
  readonly arn: string
  /** `AROA…:<name>` or `AIDA…`. */
  readonly principalId: string
  /** Role sessions: the role's name, ARN with path, and unique id; the session ends when that id is gone. */
  readonly roleName?: string
  readonly roleArn?: string
  readonly roleId?: string
  /** User sessions: the user's name and the access key that asked; the session ends when that key is gone. */
  readonly userName?: string
  readonly accessKeyId?: string
  /** Session name. */
  readonly name: string
  /** Epoch milliseconds. */
  readonly issuedAt: number
  readonly expiresAt: number
  readonly tags: readonly Tag[]
  /** Keys of the tags that go on to chained sessions. */
  readonly transitive: readonly string[]
  readonly sourceIdentity?: string
  /** Session policies, as text and by ARN; both absent: not limited. */
  readonly policy?: string
  readonly policyArns?: readonly string[]
  /** Made with credentials that were themselves a role's: one hour at most. */
  readonly chained: boolean
  /** Web identity: the OIDC provider's ARN, and the token's subject. */
  readonly provider?: string
  readonly subject?: string
  /** The cluster whose pod it is for, when EKS Auth made it. */
  readonly cluster?: string
}

/** Temporary credentials as they leave the house. */
export interface Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken: string
  /** Epoch milliseconds. */
  readonly expiresAt: number
}
