import { compile, isFault, type Policy } from '../../src/policy'
import { conditionInWords, either } from './condition-words'
import { name, type Piece, word } from './pieces'

type Written = Policy['document']['statements'][number]
type Element = NonNullable<Written['actions']>

export interface StatementInWords {
  /** Its Sid, or `Statement N`. */
  readonly name: string
  readonly effect: 'Allow' | 'Deny'
  /** The whole sentence. */
  readonly pieces: readonly Piece[]
}

/** A policy's statements as sentences; a text where it cannot be read. */
export function policyInWords(document: string): readonly StatementInWords[] | string {
  const policy = compile(document, '')
  if (isFault(policy))
    return `This policy cannot be read. Line ${policy.line}, column ${policy.column}: ${policy.fault}`
  return policy.document.statements.map((it) => ({ name: it.name, effect: it.effect, pieces: sentenceOf(it) }))
}

function sentenceOf(it: Written): readonly Piece[] {
  const allows = it.effect === 'Allow'
  return [
    ...(it.principals === undefined
      ? [word(allows ? 'Allows' : 'Denies')]
      : [word(allows ? 'Lets' : 'Denies'), ...whoInWords(it.principals, allows), ...(allows ? [] : [word('to')])]),
    ...(it.principals === undefined ? actionsInWords(it.actions, actionInWords) : actionsInWords(it.actions, done)),
    ...(it.resources === undefined ? [] : [word('on'), ...resourcesInWords(it.resources)]),
    ...it.conditions.flatMap((condition, at) => [
      word(at > 0 ? ', and' : allows ? ', but only when' : ', when'),
      ...conditionInWords(condition),
    ]),
    word('.'),
  ]
}

function actionsInWords(actions: Element | undefined, inWords: (action: string) => readonly Piece[]): readonly Piece[] {
  if (actions === undefined) return [word('nothing')]
  if (actions.not) return [...inWords('*'), word('except'), ...listed(together(actions.values, actionInWords))]
  return listed(together(actions.values, inWords))
}

/** Each action, and those with wildcards together at the end: `actions like s3:Get* or s3:List*`. */
function together(
  actions: readonly string[],
  inWords: (action: string) => readonly Piece[],
): readonly (readonly Piece[])[] {
  const like = actions.filter((it) => /[*?]/.test(it) && !/^([\w-]+:)?\*$/.test(it))
  const [pattern, ...more] = like
  const others = actions.filter((it) => !like.includes(it)).map(inWords)
  if (pattern === undefined) return others
  const last = [...inWords(pattern), ...more.flatMap((it, at) => [word(at === more.length - 1 ? 'or' : ','), name(it)])]
  return [...others, last]
}

/** What trust policies speak of, as deeds. */
const deeds: Readonly<Record<string, string>> = {
  'sts:assumerole': 'assume this role',
  'sts:assumerolewithwebidentity': 'assume this role by a web identity',
  'sts:assumerolewithsaml': 'assume this role by SAML',
  'sts:tagsession': 'tag its session',
  'sts:setsourceidentity': 'set its source identity',
}

/** `assume this role`, `do s3:GetObject`. */
function done(action: string): readonly Piece[] {
  const deed = deeds[action.toLowerCase()]
  return deed === undefined ? [word('do'), ...actionInWords(action)] : [word(deed)]
}

function actionInWords(action: string): readonly Piece[] {
  if (action === '*') return [word('every action')]
  const [, service = ''] = /^([\w-]+):\*$/.exec(action) ?? []
  if (service !== '') return [word('every action of'), name(service)]
  return /[*?]/.test(action) ? [word('actions like'), name(action)] : [name(action)]
}

function resourcesInWords(resources: Element): readonly Piece[] {
  const things = listed(resources.values.map(resourceInWords))
  return resources.not ? [word('everything except'), ...things] : things
}

function resourceInWords(resource: string): readonly Piece[] {
  if (resource === '*') return [word('everything')]
  const [, path] = /^arn:[\w-]+:s3:::(.+)$/.exec(resource) ?? []
  if (path !== undefined) return inBucket(path)
  const [, account = '', kind = '', thing = ''] =
    /^arn:[\w-]+:iam::(\d{12}|\*?):(role|user|policy)\/(.+)$/.exec(resource) ?? []
  if (thing !== '' && !/[*?$]/.test(thing + account))
    return [word(`the ${kind}`), name(thing), ...(account === '' ? [] : [word('of account'), name(account)])]
  return [name(resource)]
}

function inBucket(path: string): readonly Piece[] {
  const [, bucket = '', key] = /^([^/]+)(?:\/(.*))?$/s.exec(path) ?? []
  const where = bucket === '*' ? [word('every bucket')] : [word('the bucket'), name(bucket)]
  if (key === undefined) return where
  if (key === '*') return [word('all objects in'), ...where]
  return /[*?]/.test(key)
    ? [word('objects like'), name(key), word('in'), ...where]
    : [word('the object'), name(key), word('in'), ...where]
}

function whoInWords({ not, written }: NonNullable<Written['principals']>, allows: boolean): readonly Piece[] {
  if (written === '*') return [word(not ? 'nobody' : allows ? 'anyone' : 'everyone')]
  const everyone = [
    ...(written.get('Service') ?? []).map(serviceInWords),
    ...(written.get('AWS') ?? []).map((it) => principalInWords(it, allows)),
    ...(written.get('Federated') ?? []).map((it) => [word('whom'), name(it), word('vouches for')]),
    ...(written.get('CanonicalUser') ?? []).map((it) => [word('the canonical user'), name(it)]),
  ]
  if (everyone.length === 0) return [word('nobody')]
  return [...(not ? [word('everyone except')] : []), ...listed(everyone)]
}

function serviceInWords(service: string): readonly Piece[] {
  return service === 'pods.eks.amazonaws.com'
    ? [word('pods (EKS Pod Identity,'), name(service), word(')')]
    : [word('the service'), name(service)]
}

function principalInWords(value: string, allows: boolean): readonly Piece[] {
  if (value === '*') return [word(allows ? 'anyone' : 'everyone')]
  const [, account] = /^(?:arn:[\w-]+:iam::)?(\d{12})(?::root)?$/.exec(value) ?? []
  if (account !== undefined)
    return allows
      ? [word('whom account'), name(account), word('allows it by its own policies')]
      : [word('everyone of account'), name(account)]
  const [, of = '', kind = '', thing = ''] = /^arn:[\w-]+:iam::(\d{12}):(role|user)\/(.+)$/.exec(value) ?? []
  return thing === '' ? [name(value)] : [word(`the ${kind}`), name(thing), word('of account'), name(of)]
}

/** `a`, `a and b`, `a, b and c`, each of several pieces. */
function listed(things: readonly (readonly Piece[])[]): readonly Piece[] {
  if (things.length === 0) return either([])
  return things.flatMap((pieces, at) => (at === 0 ? pieces : [word(at === things.length - 1 ? 'and' : ','), ...pieces]))
}
