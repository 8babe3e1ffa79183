import { deleteBoundary } from './boundaries'
import { roles } from './identities'

/** Takes the permissions boundary from a role. */
export const deleteRolePermissionsBoundary = deleteBoundary(roles)
