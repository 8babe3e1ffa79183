import type { Credentials, Session } from '../domain'

/** Why a real STS would not issue. Ours never refuses: the operation has decided already. */
export interface AuthorityRefusal {
  readonly refused: 'denied' | 'throttled' | 'unreachable'
  readonly message: string
}

/** Who issues credentials for this session? */
export interface Authority {
  readonly kind: 'embedded' | 'sts'
  /**
   * Issues credentials for a session that was decided on. `via` are the first role's credentials when a target role is assumed,
   * `externalId` goes with it. A real STS has its own mind: it may refuse, and its expiry and ARN count.
   */
  issue(
    session: Session,
    given: { readonly via?: Credentials; readonly externalId?: string },
  ): Promise<{ readonly credentials: Credentials; readonly session: Session } | AuthorityRefusal>
}
