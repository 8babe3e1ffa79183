import { detachPolicy } from './attached-policies'
import { users } from './identities'

/** Takes a managed policy from a user. */
export const detachUserPolicy = detachPolicy(users)
