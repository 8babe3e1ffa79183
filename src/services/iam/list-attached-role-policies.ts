import { listAttachedPolicies } from './attached-policies'
import { roles } from './identities'

/** The managed policies of a role. */
export const listAttachedRolePolicies = listAttachedPolicies(roles)
