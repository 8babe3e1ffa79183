import { parseArn, type Role, roleArn, sessionArn, type User } from '../../domain'
import { compile, isFault, principalsOf, replacePrincipals } from '../../policy'
import type { Tables } from '../../store'
import type { Fault } from '../fault'
import type { Parts } from '../operation'
import { sizeOf, wellFormed } from './documents'
import { malformed, overQuota } from './faults'
import { nameKey } from './identities'
import { quotas } from './quotas'

// A trust policy is kept with unique ids in place of the ARNs of roles and users, so that it trusts nobody who comes later under an old
// name, and shown with the ARNs. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html

type Here = Pick<Parts, 'account' | 'partition'>

/** Refuses what AWS would not take as a trust policy, as far as the text alone tells. */
export function acceptableTrust(document: string): string {
  wellFormed(document, 'trust')
  if (sizeOf(document) > quotas.trustPolicySize) throw overQuota('ACLSizePerRole', quotas.trustPolicySize)
  const policy = compile(document, 'trust policy')
  for (const { kind, value } of isFault(policy) ? [] : principalsOf(policy)) {
    if (kind === 'Service' && !service.test(value)) throw noPrincipal('SERVICE', value)
    if (kind === 'Federated' && !domainName.test(value) && !isProvider(value)) {
      throw malformed('Federated principals must be valid domain names or SAML metadata ARNs')
    }
  }
  return document
}

/** How services are named. Which of them there are, only AWS knows. */
const service = /^([a-z0-9-]+\.)+(amazonaws|amazon)\.com(\.cn)?$/
const domainName = /^([A-Za-z0-9-]+\.)+[A-Za-z]{2,}$/

function isProvider(principal: string): boolean {
  const { service: of, resource = '' } = parseArn(principal) ?? {}
  return of === 'iam' && /^(saml|oidc)-provider\/[\x21-\x7e]+$/.test(resource)
}

function noPrincipal(kind: 'AWS' | 'SERVICE', principal: string): Fault {
  return malformed(`Invalid principal in policy: "${kind}":"${principal}"`)
}

/** The document with ids for ARNs; refuses principals of this account that there are not. */
export async function keptTrust(of: Tables, document: string, here: Here): Promise<string> {
  const ids = new Map<string, string>()
  for (const principal of principalsIn(document)) ids.set(principal, await idOf(of, principal, here))
  return replacePrincipals(document, (principal) => ids.get(principal) ?? principal)
}

/** The document with the ARNs of those who are still there. */
export async function shownTrust(of: Tables, kept: string, here: Here): Promise<string> {
  const arns = new Map<string, string>()
  for (const principal of principalsIn(kept)) arns.set(principal, (await byId(of, principal, here)) ?? principal)
  return replacePrincipals(kept, (principal) => arns.get(principal) ?? principal)
}

function principalsIn(document: string): ReadonlySet<string> {
  const found = new Set<string>()
  replacePrincipals(document, (principal) => {
    found.add(principal)
    return principal
  })
  return found
}

const accountId = /^\d{12}$/
const unique = /^(A(?:ROA|IDA)[A-Z2-7]{17})(?::(.+))?$/

/** What is kept for a principal as said. Those of other accounts cannot be looked up: they are kept as they are. */
async function idOf(of: Tables, principal: string, here: Here): Promise<string> {
  const none = () => noPrincipal('AWS', principal)
  if (principal === '*' || accountId.test(principal)) return principal
  if (unique.test(principal)) {
    if ((await byId(of, principal, here)) === undefined) throw none()
    return principal
  }
  const arn = parseArn(principal)
  if (arn === undefined || arn.partition !== here.partition || arn.region !== '' || !accountId.test(arn.account))
    throw none()
  if (arn.service === 'iam' && arn.resource === 'root') return principal
  const [kind, name, session] = nameIn(arn.service, arn.resource) ?? []
  if (kind === undefined || name === undefined) throw none()
  if (arn.account !== here.account) return principal
  const row: Role | User | undefined = await of[kind].get(nameKey(name))
  const arnOfRow = session === undefined ? row?.arn : row && sessionArn(here.partition, here.account, row.name, session)
  if (row === undefined || arnOfRow !== principal) throw none()
  return session === undefined ? row.id : `${row.id}:${session}`
}

/** Who an ARN speaks of: a role, a user, or a role's session. */
function nameIn(service: string, resource: string): readonly ['roles' | 'users', string, string?] | undefined {
  const [word, ...path] = resource.split('/')
  const last = path.at(-1)
  if (last === undefined || last === '') return undefined
  if (service === 'iam' && word === 'role') return ['roles', last]
  if (service === 'iam' && word === 'user') return ['users', last]
  const [role, session, ...more] = path
  if (service !== 'sts' || word !== 'assumed-role' || role === undefined || more.length > 0) return undefined
  return session === undefined ? undefined : ['roles', role, session]
}

/** The ARN that a unique id stands for now. */
async function byId(of: Tables, principal: string, { partition, account }: Here): Promise<string | undefined> {
  const [, id, session] = unique.exec(principal) ?? []
  if (id === undefined) return undefined
  if (id.startsWith('AIDA')) {
    const [user] = await of.users.list({ by: 'byId', from: id }, { limit: 1 })
    return user?.id === id && session === undefined ? user.arn : undefined
  }
  const [role] = await of.roles.list({ by: 'byId', from: id }, { limit: 1 })
  if (role?.id !== id) return undefined
  return session === undefined
    ? roleArn(partition, account, role.path, role.name)
    : sessionArn(partition, account, role.name, session)
}
