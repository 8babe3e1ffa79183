import { attachPolicy } from './attached-policies'
import { users } from './identities'

/** Attaches a managed policy to a user. */
export const attachUserPolicy = attachPolicy(users)
