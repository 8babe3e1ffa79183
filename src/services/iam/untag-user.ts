import { users } from './identities'
import { untagIdentity } from './identity-tags'

/** Removes tags of a user. */
export const untagUser = untagIdentity(users)
