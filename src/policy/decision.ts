/** Lines and columns from 1. */
export interface Place {
  readonly line: number
  readonly column: number
}

/** What kept a statement from applying, or that it applied: principle 9, a decision carries its reasons. */
export interface Finding {
  /** The statement's Sid, or `Statement N` counted from 1. */
  readonly statement: string
  /** Where it stands: a policy's name or ARN, as given in `Policy.source`. */
  readonly source: string
  /** The kind of policy the statement stands in. */
  readonly kind: PolicyKind
  readonly effect: 'Allow' | 'Deny'
  /** Where the statement begins in its document (as AWS says it: behind what stands before it), and where it ends; absent when the document cannot be read. */
  readonly from?: Place
  readonly to?: Place
  /** Absent when the statement applied; else which element did not fit, and for a condition its operator and key, in words. */
  readonly missed?: string
}

/** The kinds of policy as AWS names them in its access-denied messages. */
export type PolicyKind = 'identity-based policy' | 'resource-based policy' | 'permissions boundary' | 'session policy'

export interface Decision {
  readonly result: 'Allow' | 'ExplicitDeny' | 'ImplicitDeny'
  /** The kind of policy that denied, or that lacked an Allow; for Allow, the kind that granted. */
  readonly by: PolicyKind
  /** Every statement that bore on it, and what kept those from applying that did not; put together when it is read. */
  readonly because: readonly Finding[]
}
