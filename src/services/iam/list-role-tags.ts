import { roles } from './identities'
import { listIdentityTags } from './identity-tags'

/** The tags of a role. */
export const listRoleTags = listIdentityTags(roles)
