import { roles } from './identities'
import { listInlinePolicies } from './inline-policies'

/** The names of a role's inline policies. */
export const listRolePolicies = listInlinePolicies(roles)
