import { users } from './identities'
import { deleteInlinePolicy } from './inline-policies'

/** Removes an inline policy of a user. */
export const deleteUserPolicy = deleteInlinePolicy(users)
