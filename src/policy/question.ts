/** Condition context: keys in lower case (`aws:principaltag/team`), values always a list. A key without values is an absent key. */
export type Context = ReadonlyMap<string, readonly string[]>

/** Who asks, as the Principal element of a resource policy can name them. */
export interface Principal {
  readonly kind: 'account' | 'user' | 'session' | 'federated' | 'service' | 'anonymous'
  /** The caller's own ARN (user, `assumed-role/…` session, account root); for `service` its name, for `federated` the provider's ARN; '' for anonymous. */
  readonly arn: string
  /** Twelve digits; '' for anonymous, federated and service. */
  readonly account: string
  /** For a role session: the role's ARN (with path). */
  readonly roleArn?: string
  /** Unique ids by which trust policies store principals (`AROA…`, `AIDA…`, `AROA…:session`). */
  readonly ids: readonly string[]
}

/** May `principal` do `action` to `resource`? */
export interface Question {
  readonly principal: Principal
  /** `service:Action`, compared without case. */
  readonly action: string
  /** A full ARN, or `*` where the action has no resource. */
  readonly resource: string
  /** The account that owns the resource. */
  readonly resourceAccount: string
  readonly context: Context
}
