import { compile, isFault, type Policy, trustFits } from '../../src/policy'

/** What a policy may do though hardly anyone wants it. Lines and columns from 1. */
export interface PolicyWarning {
  readonly warning: string
  readonly line: number
  readonly column: number
}

type Written = Policy['document']['statements'][number]

/** What is allowed, and yet worth a second look; nothing where the document cannot be read. */
export function warningsOf(text: string): readonly PolicyWarning[] {
  const policy = compile(text, '')
  if (isFault(policy)) return []
  const { version, statements } = policy.document
  const old = version === '2012-10-17' || !text.includes('${') ? [] : [{ warning: oldVersion, line: 1, column: 1 }]
  return [
    ...old,
    ...statements.flatMap((it) => warningsIn(it).map((warning) => ({ warning, ...placeOf(text, it.start) }))),
    ...tagsMissing(text, statements),
  ]
}

/** https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html: both actions, or no association takes the role. */
function tagsMissing(text: string, statements: readonly Written[]): readonly PolicyWarning[] {
  const pods = statements.find(trustsPods)
  if (pods === undefined || trustFits(text, podIdentity, ['sts:AssumeRole', 'sts:TagSession'])) return []
  return [
    {
      warning: 'EKS Pod Identity needs both sts:AssumeRole and sts:TagSession.',
      ...placeOf(text, pods.start),
    },
  ]
}

const podIdentity = 'pods.eks.amazonaws.com'

const oldVersion = 'Without "Version": "2012-10-17", policy variables such as ${aws:username} stay plain text.'

function warningsIn(it: Written): readonly string[] {
  if (it.effect === 'Deny')
    return it.principals?.not === true ? ['A Deny with NotPrincipal denies almost everyone.'] : []
  const everyAction = it.actions?.not === false && it.actions.values.includes('*')
  const everything = it.resources?.not === false && it.resources.values.includes('*')
  return [
    ...(everyAction && everything && it.principals === undefined
      ? ['This allows everything: full administration.']
      : []),
    ...(it.actions?.not === true ? ['NotAction allows every action that is not listed, new ones too.'] : []),
    ...(it.principals !== undefined && isAnyone(it.principals) && it.conditions.length === 0
      ? ['This lets anyone in, of any account.']
      : []),
  ]
}

function isAnyone({ not, written }: NonNullable<Written['principals']>): boolean {
  return !not && (written === '*' || (written.get('AWS') ?? []).includes('*'))
}

function trustsPods({ effect, principals }: Written): boolean {
  return (
    effect === 'Allow' &&
    principals !== undefined &&
    !principals.not &&
    principals.written !== '*' &&
    (principals.written.get('Service') ?? []).includes(podIdentity)
  )
}

function placeOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset)
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') }
}
