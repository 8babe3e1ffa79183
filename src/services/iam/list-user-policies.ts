import { users } from './identities'
import { listInlinePolicies } from './inline-policies'

/** The names of a user's inline policies. */
export const listUserPolicies = listInlinePolicies(users)
