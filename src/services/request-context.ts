import type { Role, Tag, User } from '../domain'
import type { Context, Principal } from '../policy'
import type { Caller, Need } from './operation'

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

const principalTypes = new Map<Principal['kind'], string>([
  ['account', 'Account'],
  ['user', 'User'],
  ['session', 'AssumedRole'],
  ['federated', 'FederatedUser'],
  ['anonymous', 'Anonymous'],
])

/**
 * What conditions may ask for. Most policies ask for nothing, and putting it together would cost more than the decision: so it is done
 * when the first condition asks.
 */
export function contextOf(caller: KnownCaller, need: Need, request: RequestContext, account: string): Context {
  return new Lazy(() => described(caller, need, request, account))
}

class Lazy implements Context {
  #made: Context | undefined

  constructor(readonly make: () => Context) {}

  get #all(): Context {
    this.#made ??= this.make()
    return this.#made
  }

  get size(): number {
    return this.#all.size
  }

  get(key: string): readonly string[] | undefined {
    return this.#all.get(key)
  }

  has(key: string): boolean {
    return this.#all.has(key)
  }

  forEach(visit: Parameters<Context['forEach']>[0]): void {
    this.#all.forEach(visit)
  }

  entries(): ReturnType<Context['entries']> {
    return this.#all.entries()
  }

  keys(): ReturnType<Context['keys']> {
    return this.#all.keys()
  }

  values(): ReturnType<Context['values']> {
    return this.#all.values()
  }

  [Symbol.iterator](): ReturnType<Context['entries']> {
    return this.#all.entries()
  }
}

/** Global condition keys: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
function described(
  caller: KnownCaller,
  need: Need,
  request: RequestContext,
  account: string,
): Map<string, readonly string[]> {
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
    // As AWS: sessions by web identity do not have the key, nor does who signs with a key of its own.
    if (session.provider === undefined) put('aws:multifactorauthpresent', 'false')
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
