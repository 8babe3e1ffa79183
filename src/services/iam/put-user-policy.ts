import { users } from './identities'
import { putInlinePolicy } from './inline-policies'

/** Adds or replaces an inline policy of a user. */
export const putUserPolicy = putInlinePolicy(users)
