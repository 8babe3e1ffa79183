import type { Role } from '../../domain'
import type { Tables } from '../../store'
import type { Answer, Parts } from '../operation'
import { boundaryOnTheWire } from './boundaries'
import { encoded } from './documents'
import { someTags } from './tags'
import { shownTrust } from './trust'

type Here = Pick<Parts, 'account' | 'partition'>

// A role as each operation tells it: recorded of AWS, which leaves out what was not asked.

async function basics(of: Tables, role: Role, here: Here): Promise<Answer> {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: role.arn,
    CreateDate: new Date(role.createdAt),
    AssumeRolePolicyDocument: encoded(await shownTrust(of, role.trust, here)),
  }
}

/** Of CreateRole. */
export async function newRole(of: Tables, role: Role, here: Here): Promise<Answer> {
  return {
    ...(await basics(of, role, here)),
    PermissionsBoundary: boundaryOnTheWire(role),
    Tags: someTags(role.tags),
  }
}

/** Of UpdateRoleDescription. */
export async function describedRole(of: Tables, role: Role, here: Here): Promise<Answer> {
  return { ...(await basics(of, role, here)), Description: role.description }
}

/** Of ListRoles. */
export async function listedRole(of: Tables, role: Role, here: Here): Promise<Answer> {
  return { ...(await describedRole(of, role, here)), MaxSessionDuration: role.maxSessionDuration }
}

/** Of GetRole. */
export async function wholeRole(of: Tables, role: Role, here: Here): Promise<Answer> {
  return {
    ...(await listedRole(of, role, here)),
    PermissionsBoundary: boundaryOnTheWire(role),
    Tags: someTags(role.tags),
    RoleLastUsed: lastUsed(role),
  }
}

/** Of GetAccountAuthorizationDetails, among other members. */
export async function authorizedRole(of: Tables, role: Role, here: Here): Promise<Answer> {
  return { ...(await basics(of, role, here)), RoleLastUsed: lastUsed(role) }
}

/** An empty structure when it never was. */
function lastUsed({ lastUsed: used }: Role): Answer {
  return used === undefined ? {} : { LastUsedDate: new Date(used.at), Region: used.region }
}
