import { type Context, compile, contextOf, evaluate, isFault, type Policy, trustFits } from '../../../../src/policy'
import { type Asker, knownOf } from './known-of-pods'

export interface Verdict {
  /** `depends`: a condition asks for what only each pod has. */
  readonly fits: 'yes' | 'no' | 'depends'
  /** A sentence. */
  readonly why: string
}

type Statement = Policy['statements'][number]

const pods = 'pods.eks.amazonaws.com'
const both = ['sts:AssumeRole', 'sts:TagSession']

/** Whether EKS may give the role to the pods of this service account: what an exchange decides, as far as it can be known before. */
export function trustVerdict(trust: string, roleArn: string, asker: Asker): Verdict {
  const policy = compile(trust, 'trust policy')
  if (isFault(policy)) return { fits: 'no', why: 'Its trust policy cannot be read.' }
  const lacking = both.filter((action) => !trustFits(trust, pods, [action]))
  if (lacking.length > 0)
    return { fits: 'no', why: `Its trust policy does not let ${pods} do ${lacking.join(' and ')}.` }
  const context = contextOf(knownOf(asker))
  const actions = asker.sessionTags ? both : ['sts:AssumeRole']
  for (const action of actions) {
    const why = refusedBecause(atBest(policy), { action, roleArn, account: asker.account, context })
    if (why !== undefined) return { fits: 'no', why }
  }
  const sure = actions.every(
    (action) => refusedBecause(atWorst(policy), { action, roleArn, account: asker.account, context }) === undefined,
  )
  if (sure) return { fits: 'yes', why: `Its trust policy lets ${pods} give it to these pods.` }
  return { fits: 'depends', why: 'Its trust policy has conditions that only each pod decides, such as its name.' }
}

interface Asked {
  readonly action: string
  readonly roleArn: string
  readonly account: string
  readonly context: Context
}

function refusedBecause(policy: Policy, { action, roleArn, account, context }: Asked): string | undefined {
  const principal = { kind: 'service' as const, arn: pods, account: '', ids: [] }
  const question = { principal, action, resource: roleArn, resourceAccount: account, context }
  const { result, because } = evaluate(question, { identity: [], trust: policy })
  if (result === 'Allow') return undefined
  if (result === 'ExplicitDeny') {
    const denying = because.find(({ effect, missed }) => effect === 'Deny' && missed === undefined)
    return `Its trust policy denies it (${denying?.statement ?? 'a Deny'}).`
  }
  const nearest = because.findLast(
    ({ effect, missed }) => effect === 'Allow' && missed?.startsWith('Condition') === true,
  )
  return `Its trust policy does not fit this service account. ${nearest?.missed ?? `No statement allows ${action}`}.`
}

/** Known only when a pod asks. */
const perPod = /^(aws:RequestTag\/kubernetes-pod-(name|uid)|sts:RoleSessionName)$/i
const open = ({ writtenKey, variables }: Statement['conditions'][number]): boolean =>
  [writtenKey, ...variables].some((key) => perPod.test(key))

/** As if every condition that only a pod decides were in its favour. */
function atBest(policy: Policy): Policy {
  return withStatements(policy, (it) => (it.effect === 'Deny' && it.conditions.some(open) ? [] : [withoutOpen(it)]))
}

/** As if every condition that only a pod decides were against it. */
function atWorst(policy: Policy): Policy {
  return withStatements(policy, (it) => (it.effect === 'Allow' && it.conditions.some(open) ? [] : [withoutOpen(it)]))
}

const withoutOpen = (it: Statement): Statement => ({ ...it, conditions: it.conditions.filter((one) => !open(one)) })

function withStatements(policy: Policy, map: (it: Statement) => readonly Statement[]): Policy {
  return { ...policy, statements: policy.statements.flatMap(map), byAction: new Map() }
}
