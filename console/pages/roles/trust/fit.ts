import { compile, isFault, type Policy, trustFits } from '../../../../src/policy'

/** Whether EKS Pod Identity may assume a role, its conditions told apart. */
export interface Fit {
  readonly fits: boolean
  /** One sentence. */
  readonly told: string
  /** What is in the way, each with what to do. */
  readonly why: readonly string[]
}

type Written = Policy['document']['statements'][number]

export const podIdentity = 'pods.eks.amazonaws.com'
const both = ['sts:AssumeRole', 'sts:TagSession']

/** What EKS looks at when an association is made: https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html */
export function podIdentityFit(trust: string): Fit {
  const policy = compile(trust, 'trust policy')
  if (isFault(policy)) return { fits: false, told: 'Does not fit', why: ['The trust policy cannot be read.'] }
  const { statements } = policy.document
  const denies = statements.some((it) => it.effect === 'Deny' && mayMeanPods(it))
  const lacking = both.filter((action) => !trustFits(trust, podIdentity, [action]))
  if (lacking.length > 0) return { fits: false, told: 'Does not fit', why: reasons(statements, lacking) }
  const conditional = statements.some((it) => namesPods(it) && it.effect === 'Allow' && it.conditions.length > 0)
  const why = denies ? ['A Deny statement may still refuse some pods.'] : []
  return { fits: true, told: conditional ? 'Fits, on conditions' : 'Fits', why }
}

function reasons(statements: readonly Written[], lacking: readonly string[]): readonly string[] {
  const named = statements.filter((it) => it.effect === 'Allow' && namesPods(it))
  if (named.length > 0) return [`The statement for ${podIdentity} does not allow ${lacking.join(' and ')}.`]
  const like = statements.flatMap(services).find((it) => /pods?|eks/i.test(it))
  return [
    `No statement lets ${podIdentity} in.`,
    ...(like === undefined || like === podIdentity ? [] : [`It names ${like}, which is another service.`]),
  ]
}

function namesPods(it: Written): boolean {
  return services(it).includes(podIdentity) && it.principals?.not === false
}

function mayMeanPods(it: Written): boolean {
  const { principals } = it
  return (
    principals !== undefined && (principals.not || principals.written === '*' || services(it).includes(podIdentity))
  )
}

function services({ principals }: Written): readonly string[] {
  return principals === undefined || principals.written === '*' ? [] : (principals.written.get('Service') ?? [])
}

/** The document with the statement that EKS Pod Identity needs; undefined where it is no policy that could be added to. */
export function withPodIdentity(trust: string): string | undefined {
  if (isFault(compile(trust, 'trust policy'))) return undefined
  const document: unknown = JSON.parse(trust)
  if (typeof document !== 'object' || document === null || !('Statement' in document)) return undefined
  const { Statement } = document
  const statements: readonly unknown[] = Array.isArray(Statement) ? Statement : [Statement]
  return JSON.stringify({ ...document, Statement: [...statements, podStatement] }, null, 2)
}

export const podStatement = {
  Effect: 'Allow',
  Principal: { Service: podIdentity },
  Action: both,
} as const
