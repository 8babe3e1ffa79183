import { deleteBoundary } from './boundaries'
import { users } from './identities'

/** Takes the permissions boundary from a user. */
export const deleteUserPermissionsBoundary = deleteBoundary(users)
