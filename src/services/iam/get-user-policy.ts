import { users } from './identities'
import { getInlinePolicy } from './inline-policies'

/** Shows an inline policy of a user. */
export const getUserPolicy = getInlinePolicy(users)
