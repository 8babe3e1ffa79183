import { roles } from './identities'
import { deleteInlinePolicy } from './inline-policies'

/** Removes an inline policy of a role. */
export const deleteRolePolicy = deleteInlinePolicy(roles)
