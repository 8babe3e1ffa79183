import { roles } from './identities'
import { tagIdentity } from './identity-tags'

/** Adds or changes tags of a role. */
export const tagRole = tagIdentity(roles)
