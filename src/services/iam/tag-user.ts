import { users } from './identities'
import { tagIdentity } from './identity-tags'

/** Adds or changes tags of a user. */
export const tagUser = tagIdentity(users)
