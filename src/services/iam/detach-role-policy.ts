import { detachPolicy } from './attached-policies'
import { roles } from './identities'

/** Takes a managed policy from a role. */
export const detachRolePolicy = detachPolicy(roles)
