import { attachPolicy } from './attached-policies'
import { roles } from './identities'

/** Attaches a managed policy to a role. */
export const attachRolePolicy = attachPolicy(roles)
