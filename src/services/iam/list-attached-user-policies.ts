import { listAttachedPolicies } from './attached-policies'
import { users } from './identities'

/** The managed policies of a user. */
export const listAttachedUserPolicies = listAttachedPolicies(users)
