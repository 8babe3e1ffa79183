import type { Policy } from './compile'

/** What bears on a question. */
export interface Grants {
  readonly identity: readonly Policy[]
  /** The resource's own policy, such as a bucket's. */
  readonly resource?: Policy
  /** A role's trust policy: it must allow. */
  readonly trust?: Policy
  readonly boundary?: Policy
  /** Undefined: the session is not limited. Several limit together what any of them allows. */
  readonly session?: readonly Policy[]
}
