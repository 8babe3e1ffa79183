import type { Role, Session, Tag, User } from '../domain'
import { compile, type Decision, evaluate, type Policy, type PolicyKind, type Principal } from '../policy'
import type { Store } from '../store'
import { Fault } from './fault'
import { policyByArn } from './iam'
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
      const gathered = await policiesOf(given.store, caller, given.account)
      const own = { resource: one(need.resourcePolicy), trust: one(need.trust) }
      const unreadable = [...gathered.unreadable, ...missed(own.resource), ...missed(own.trust)]
      const [first] = unreadable
      if (first !== undefined) return refusedUnread(first)
      return evaluate(
        {
          principal: caller.principal,
          action: need.action,
          resource: fullArn(need, given),
          resourceAccount: need.resourceAccount ?? given.account,
          context: contextOf(caller, need, request, given.account),
        },
        {
          identity: gathered.identity,
          boundary: gathered.boundary,
          session: gathered.session,
          resource: own.resource && 'policy' in own.resource ? own.resource.policy : undefined,
          trust: own.trust && 'policy' in own.trust ? own.trust.policy : undefined,
        },
      )
    },
  }
}

type Read = { readonly policy: Policy } | { readonly source: string; readonly kind: PolicyKind }
interface Gathered {
  identity: Policy[]
  boundary?: Policy
  session?: Policy[]
  unreadable: { readonly source: string; readonly kind: PolicyKind }[]
}

const everything = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}'

async function policiesOf(store: Store, caller: KnownCaller, account: string): Promise<Gathered> {
  const gathered: Gathered = { identity: [], unreadable: [] }
  const { identity, principal, session } = caller
  const add = (read: Read, to: (policy: Policy) => void): void => {
    if ('policy' in read) to(read.policy)
    else gathered.unreadable.push(read)
  }
  const grant = (policy: Policy): void => void gathered.identity.push(policy)
  if (identity === undefined) {
    // The account's root may do everything in its account; a resource policy may still deny it.
    if (principal.kind === 'account' && principal.account === account)
      add(read(everything, 'account root', 'identity-based policy'), grant)
  } else {
    for (const { name, document } of identity.inline) add(read(document, name, 'identity-based policy'), grant)
    for (const arn of identity.attached) add(await readByArn(store, arn, 'identity-based policy'), grant)
    if (identity.boundaryArn !== undefined)
      add(await readByArn(store, identity.boundaryArn, 'permissions boundary'), (policy) => {
        gathered.boundary = policy
      })
  }
  if (session !== undefined) await addSessionPolicies(store, session, gathered, add)
  return gathered
}

async function addSessionPolicies(
  store: Store,
  session: Session,
  gathered: Gathered,
  add: (read: Read, to: (policy: Policy) => void) => void,
): Promise<void> {
  if (session.policy === undefined && session.policyArns === undefined) return
  const limits: Policy[] = []
  gathered.session = limits
  const limit = (policy: Policy): void => void limits.push(policy)
  if (session.policy !== undefined) add(read(session.policy, 'session policy', 'session policy'), limit)
  for (const arn of session.policyArns ?? []) add(await readByArn(store, arn, 'session policy'), limit)
}

function read(text: string, source: string, kind: PolicyKind): Read {
  const compiled = compile(text, source)
  return 'fault' in compiled ? { source, kind } : { policy: compiled }
}

async function readByArn(store: Store, arn: string, kind: PolicyKind): Promise<Read> {
  const text = await policyByArn(store, arn)
  return text === undefined ? { source: arn, kind } : read(text, arn, kind)
}

function one(policy: Need['resourcePolicy']): Read | undefined {
  return policy === undefined ? undefined : read(policy.text, policy.source, 'resource-based policy')
}

function missed(it: Read | undefined): Gathered['unreadable'] {
  return it === undefined || 'policy' in it ? [] : [it]
}

/** A policy that is named but missing or unreadable may hold a Deny, so nothing is permitted while it is. */
function refusedUnread({ source, kind }: { readonly source: string; readonly kind: PolicyKind }): Decision {
  return { result: 'ExplicitDeny', by: kind, because: [{ statement: 'unreadable policy', source, effect: 'Deny' }] }
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
