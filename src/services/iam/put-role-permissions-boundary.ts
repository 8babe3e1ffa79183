import { putBoundary } from './boundaries'
import { roles } from './identities'

/** Sets the permissions boundary of a role. */
export const putRolePermissionsBoundary = putBoundary(roles)
