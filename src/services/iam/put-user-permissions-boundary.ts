import { putBoundary } from './boundaries'
import { users } from './identities'

/** Sets the permissions boundary of a user. */
export const putUserPermissionsBoundary = putBoundary(users)
