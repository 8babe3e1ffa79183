import { roles } from './identities'
import { putInlinePolicy } from './inline-policies'

/** Adds or replaces an inline policy of a role. */
export const putRolePolicy = putInlinePolicy(roles)
