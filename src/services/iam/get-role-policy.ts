import { roles } from './identities'
import { getInlinePolicy } from './inline-policies'

/** Shows an inline policy of a role. */
export const getRolePolicy = getInlinePolicy(roles)
