import type { Session } from '../domain'
import {
  compile,
  type Decision,
  evaluate,
  type Grants,
  isFault,
  type Policy,
  type PolicyKind,
  type Question,
} from '../policy'
import type { Store } from '../store'
import { Fault } from './fault'
import { policyTextByArn } from './iam'
import type { Caller, Need, ServiceName } from './operation'
import { contextOf, type KnownCaller, type RequestContext } from './request-context'

export type { KnownCaller, RequestContext } from './request-context'

/** A decision with what it was made from. */
export interface Judgement {
  readonly decision: Decision
  readonly question: Question
  /** Absent when one of the policies cannot be read. */
  readonly grants?: Grants
}

export interface Authorizer {
  judge(caller: KnownCaller, need: Need, request: RequestContext): Promise<Judgement>
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
  const judge: Authorizer['judge'] = async (caller, need, request) => {
    const question = {
      principal: caller.principal,
      action: need.action,
      resource: fullArn(need, given),
      resourceAccount: need.resourceAccount ?? given.account,
      context: contextOf(caller, need, request, given.account),
    }
    try {
      const grants = await grantsOf(given.store, caller, need)
      return { decision: evaluate(question, grants), question, grants }
    } catch (error) {
      if (error instanceof Unreadable) return { decision: error.decision, question }
      throw error
    }
  }
  return { judge, decide: async (caller, need, request) => (await judge(caller, need, request)).decision }
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
      because: [{ statement: 'the whole policy, which cannot be read', source, kind: by, effect: 'Deny' }],
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

const plainCodes: readonly ServiceName[] = ['sts', 'iam', 's3']
/** These do not say that an action is on everything. */
const plainlyAll: readonly ServiceName[] = ['s3', 'cloudtrail']

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
  encodedReason?: string,
): Fault {
  const code = plainCodes.includes(service) ? 'AccessDenied' : 'AccessDeniedException'
  const resource = fullArn(need, here)
  const who = caller.principal.kind === 'anonymous' ? 'anonymous' : caller.principal.arn
  const shown = service === 's3' ? `"${resource}"` : resource
  const on = resource === '*' && plainlyAll.includes(service) ? '' : `on resource: ${shown} `
  const words = `User: ${who} is not authorized to perform: ${need.action} ${on}${why(need, decision)}`
  return new Fault(code, words, {}, encodedReason)
}

function why({ action }: Need, { result, by, because }: Decision): string {
  if (result !== 'ExplicitDeny') return `because no ${by} allows the ${action} action`
  const denied = because.find((it) => it.effect === 'Deny' && it.missed === undefined)
  const where = denied?.source.includes(':policy/') ? `: ${denied.source}` : ''
  return `with an explicit deny in ${article(by)} ${by}${where}`
}

function article(kind: PolicyKind): string {
  return kind === 'identity-based policy' ? 'an' : 'a'
}
