import type { Role, Session, Tag, User } from '../domain'
import {
  compile,
  type Decision,
  evaluate,
  type Grants,
  isFault,
  type Policy,
  type PolicyKind,
  type Principal,
} from '../policy'
import type { Store } from '../store'
import { Fault } from './fault'
import { policyTextByArn } from './iam'
import type { Caller, Need, ServiceName } from './operation'

/** What the pipeline knows of a request and conditions may ask for. */
export interface RequestContext {
  /** Epoch milliseconds. */
  readonly now: number
  /** The region the request was signed for. */
  readonly region: string
  readonly sourceIp: string
  readonly secure: boolean
  readonly userAgent?: string
  readonly referer?: string
}

/** A proved caller with the row it rests on: the role of a role session, the user of a key or of a user session; none for the root and for nobody. */
export interface KnownCaller extends Caller {
  readonly identity?: Role | User
}

export interface Authorizer {
  /** Reads the caller's policies anew for every decision: a changed policy counts at once. */
  decide(caller: KnownCaller, need: Need, request: RequestContext): Promise<Decision>
}

/** May this caller do what the operation needs? Policies are compiled once a text, never kept by the name of who has them. */
export function authorizer(given: {
  readonly store: Store
  readonly account: string
  readonly region: string
  readonly partition: string
}): Authorizer {
  return {
    async decide(caller, need, request) {
      const question = {
        principal: caller.principal,
        action: need.action,
        resource: fullArn(need, given),
        resourceAccount: need.resourceAccount ?? given.account,
        context: contextOf(caller, need, request, given.account),
      }
      try {
        return evaluate(question, await grantsOf(given.store, caller, need))
      } catch (error) {
        if (error instanceof Unreadable) return error.decision
        throw error
      }
    },
  }
}

/** A policy that is named but missing or unreadable may hold a Deny, so nothing is permitted while it is. */
class Unreadable extends Error {
  override readonly name = 'Unreadable'
  readonly decision: Decision

  constructor(source: string, by: PolicyKind) {
    super(`The ${by} ${source} cannot be read.`)
    this.decision = {
      result: 'ExplicitDeny',
      by,
      because: [{ statement: 'the whole policy, which cannot be read', source, effect: 'Deny' }],
    }
  }
}

async function grantsOf(store: Store, { identity, session }: KnownCaller, need: Need): Promise<Grants> {
  const own: Policy[] = []
  for (const { name, document } of identity?.inline ?? []) own.push(read(document, name, 'identity-based policy'))
  for (const arn of identity?.attached ?? []) own.push(await readByArn(store, arn, 'identity-based policy'))
  const boundaryArn = identity?.boundaryArn
  return {
    identity: own,
    boundary: boundaryArn === undefined ? undefined : await readByArn(store, boundaryArn, 'permissions boundary'),
    session: session && (await sessionPolicies(store, session)),
    resource:
      need.resourcePolicy && read(need.resourcePolicy.text, need.resourcePolicy.source, 'resource-based policy'),
    trust: need.trust && read(need.trust.text, need.trust.source, 'resource-based policy'),
  }
}

/** Undefined when the session is not limited. */
async function sessionPolicies(
  store: Store,
  { policy, policyArns = [] }: Session,
): Promise<readonly Policy[] | undefined> {
  if (policy === undefined && policyArns.length === 0) return undefined
  const limits = policy === undefined ? [] : [read(policy, 'session policy', 'session policy')]
  for (const arn of policyArns) limits.push(await readByArn(store, arn, 'session policy'))
  return limits
}

function read(text: string, source: string, kind: PolicyKind): Policy {
  const compiled = compile(text, source)
  if (isFault(compiled)) throw new Unreadable(source, kind)
  return compiled
}

async function readByArn(store: Store, arn: string, kind: PolicyKind): Promise<Policy> {
  const text = await policyTextByArn(store, arn)
  if (text === undefined) throw new Unreadable(arn, kind)
  return read(text, arn, kind)
}

function fullArn({ action, resource }: Need, here: { account: string; region: string; partition: string }): string {
  if (resource === '*' || resource.startsWith('arn:')) return resource
  const named = action.slice(0, action.indexOf(':'))
  const service = named === 'eks-auth' ? 'eks' : named
  if (service === 's3') return `arn:${here.partition}:s3:::${resource}`
  const region = service === 'iam' || service === 'sts' ? '' : here.region
  return `arn:${here.partition}:${service}:${region}:${here.account}:${resource}`
}

const principalTypes = new Map<Principal['kind'], string>([
  ['account', 'Account'],
  ['user', 'User'],
  ['session', 'AssumedRole'],
  ['federated', 'FederatedUser'],
  ['anonymous', 'Anonymous'],
])

/** Global condition keys: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
function contextOf(
  caller: KnownCaller,
  need: Need,
  request: RequestContext,
  account: string,
): ReadonlyMap<string, readonly string[]> {
  const { principal, session, identity, userId } = caller
  const context = new Map<string, readonly string[]>()
  const put = (key: string, value: string | undefined): void => {
    if (value !== undefined && value !== '') context.set(key, [value])
  }
  const iso = new Date(request.now).toISOString()
  put('aws:currenttime', `${iso.slice(0, 19)}Z`)
  put('aws:epochtime', String(Math.floor(request.now / 1000)))
  put('aws:securetransport', String(request.secure))
  put('aws:sourceip', request.sourceIp)
  put('aws:useragent', request.userAgent)
  put('aws:referer', request.referer)
  put('aws:requestedregion', request.region)
  put('aws:principalarn', principal.roleArn ?? principal.arn)
  put('aws:principalaccount', principal.account)
  put('aws:principaltype', principalTypes.get(principal.kind))
  put('aws:userid', userId)
  put('aws:resourceaccount', need.resourceAccount ?? account)
  context.set('aws:viaawsservice', ['false'])
  context.set('aws:principalisawsservice', [String(principal.kind === 'service')])
  if (principal.kind === 'user') put('aws:username', caller.user?.name ?? session?.userName)
  if (session !== undefined) {
    put('aws:tokenissuetime', `${new Date(session.issuedAt).toISOString().slice(0, 19)}Z`)
    put('aws:sourceidentity', session.sourceIdentity)
    put('aws:federatedprovider', session.provider)
  }
  putTags(context, identity?.tags)
  putTags(context, session?.tags)
  for (const key in need.context) {
    const value = need.context[key]
    if (value !== undefined) context.set(key.toLowerCase(), typeof value === 'string' ? [value] : value)
  }
  return context
}

/** Tag keys are compared without case, and a session's tag takes the place of its role's. */
function putTags(context: Map<string, readonly string[]>, tags: readonly Tag[] | undefined): void {
  if (tags !== undefined)
    for (const { key, value } of tags) context.set(`aws:principaltag/${key.toLowerCase()}`, [value])
}

const plainCodes: readonly ServiceName[] = ['sts', 'iam', 's3']

/**
 * The service's fault for a refusal, in AWS's words:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
export function accessDenied(
  service: ServiceName,
  caller: Caller,
  need: Need,
  decision: Decision,
  here: { readonly account: string; readonly region: string; readonly partition: string },
): Fault {
  const code = plainCodes.includes(service) ? 'AccessDenied' : 'AccessDeniedException'
  const resource = fullArn(need, here)
  const who = caller.principal.kind === 'anonymous' ? 'anonymous' : caller.principal.arn
  const shown = service === 's3' ? `"${resource}"` : resource
  return new Fault(
    code,
    `User: ${who} is not authorized to perform: ${need.action} on resource: ${shown} ${why(need, decision)}`,
  )
}

function why({ action }: Need, { result, by, because }: Decision): string {
  if (result !== 'ExplicitDeny') return `because no ${by} allows the ${action} action`
  const denied = because.find((it) => it.effect === 'Deny' && it.missed === undefined)
  const where = denied?.source.startsWith('arn:') ? `: ${denied.source}` : ''
  return `with an explicit deny in ${article(by)} ${by}${where}`
}

function article(kind: PolicyKind): string {
  return kind === 'identity-based policy' ? 'an' : 'a'
}
