import { roles } from './identities'
import { untagIdentity } from './identity-tags'

/** Removes tags of a role. */
export const untagRole = untagIdentity(roles)
