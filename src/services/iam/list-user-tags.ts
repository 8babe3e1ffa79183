import { users } from './identities'
import { listIdentityTags } from './identity-tags'

/** The tags of a user. */
export const listUserTags = listIdentityTags(users)
