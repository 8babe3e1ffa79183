import { isOperator, rowOf } from './condition'
import { type Document, type Element, type PolicyFault, readDocument, type WrittenStatement, words } from './document'
import { placesIn } from './json'
import { momentOf } from './moments'
import { failsLegacyParsing, resourceFault } from './resources'

export type DocumentKind = 'identity' | 'trust' | 'bucket' | 'session'

/** What is wrong, and at which offset. */
type Wrong = readonly [fault: string, at: number] | undefined
/** One look at the whole document. AWS reports the first look that finds something. */
type Look = (document: Document) => Wrong

const trustActions = [
  'sts:assumerole',
  'sts:assumerolewithsaml',
  'sts:assumerolewithwebidentity',
  'sts:tagsession',
  'sts:setsourceidentity',
  'sts:setcontext',
  'sts:*',
]

const each =
  (look: (it: WrittenStatement) => Wrong): Look =>
  ({ statements }) =>
    firstOf(statements, look)

const eachValue =
  (element: (it: WrittenStatement) => Element | undefined, look: (value: string) => string | undefined): Look =>
  (document) =>
    each((it) => {
      const { values = [], starts = [] } = element(it) ?? {}
      return firstOf(values, (value, at) => {
        const fault = look(value)
        return fault === undefined ? undefined : [fault, starts[at] ?? it.start]
      })
    })(document)

const has =
  (element: (it: WrittenStatement) => Element | undefined, fault: string): Look =>
  (document) =>
    each((it) => ((element(it)?.values.length ?? 0) === 0 ? [fault, it.start] : undefined))(document)

const actions = (it: WrittenStatement): Element | undefined => it.actions
const resources = (it: WrittenStatement): Element | undefined => it.resources

const someStatements: Look = ({ statements }) => (statements.length === 0 ? [words.syntax, 0] : undefined)
const grammar = each((it) => {
  const unknown = it.conditions.find(({ operator }) => !isOperator(operator))
  if (unknown !== undefined) return [words.syntax, unknown.start]
  return /^[A-Za-z0-9]*$/.test(it.sid ?? '') ? undefined : [words.syntax, it.start]
})
const noPrincipal = each((it) =>
  it.principals === undefined ? undefined : ['Policy document should not specify a principal.', it.start],
)
const newVersion: Look = ({ version }) =>
  version === '2012-10-17' ? undefined : ['Policy document must be version 2012-10-17 or greater.', 0]
const readableDates = each((it) => {
  const wrong = it.conditions.find(({ operator, values }) => isDate(operator) && !values.every(isMoment))
  return wrong === undefined ? undefined : [words.legacy, wrong.start]
})
const legacyResources = eachValue(resources, (value) => (failsLegacyParsing(value) ? words.legacy : undefined))
const uniqueSids: Look = ({ statements }) => {
  const seen = new Set<string>()
  return firstOf(statements, ({ sid = '', start }) => {
    if (sid !== '' && seen.has(sid)) return ['Statement IDs (SID) in a single policy must be unique.', start]
    seen.add(sid)
    return undefined
  })
}
const vendors = eachValue(actions, (value) => {
  if (value === '*') return undefined
  const [vendor = '', ...rest] = value.split(':')
  if (rest.length === 0) return 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.'
  if (rest.length > 1) return 'Actions/Condition can contain only one colon.'
  return /^[A-Za-z0-9.-]+$/.test(vendor) ? undefined : `Vendor ${vendor} is not valid`
})
const noResource = each((it) => {
  if (it.resources === undefined) return undefined
  return [`Has prohibited field ${it.resources.not ? 'NotResource' : 'Resource'}`, it.start]
})
const hasPrincipal = each((it) =>
  it.principals === undefined ? ['Missing required field Principal', it.start] : undefined,
)
const hasActionField = has(actions, 'Missing required field Action')
const stsOnly: Look = (document) =>
  each((it) =>
    it.actions?.not ? ['AssumeRole policy may only specify STS AssumeRole actions.', it.start] : undefined,
  )(document) ??
  eachValue(actions, (value) =>
    trustActions.includes(value.toLowerCase())
      ? undefined
      : 'AssumeRole policy may only specify STS AssumeRole actions.',
  )(document)

const written: readonly Look[] = [
  readableDates,
  legacyResources,
  uniqueSids,
  has(actions, 'Policy statement must contain actions.'),
  has(resources, 'Policy statement must contain resources.'),
  eachValue(resources, resourceFault),
  vendors,
]
const looks: Readonly<Record<DocumentKind, readonly Look[]>> = {
  identity: [someStatements, grammar, noPrincipal, newVersion, ...written],
  session: [someStatements, grammar, noPrincipal, ...written],
  trust: [someStatements, grammar, hasPrincipal, noResource, hasActionField, stsOnly, uniqueSids],
  bucket: [
    someStatements,
    grammar,
    hasPrincipal,
    hasActionField,
    has(resources, 'Missing required field Resource'),
    uniqueSids,
  ],
}

/** What is wrong with a document of this kind, in AWS's MalformedPolicyDocument words; undefined when nothing is. */
export function validate(text: string, kind: DocumentKind): PolicyFault | undefined {
  const document = readDocument(text)
  if ('fault' in document) return byField(document, kind)
  const wrong = firstOf(looks[kind], (look) => look(document))
  return wrong === undefined ? undefined : { fault: wrong[0], ...placesIn(text)(wrong[1]) }
}

/** Resource-based policies are refused by the name of the member. */
function byField({ fault, line, column, field }: PolicyFault, kind: DocumentKind): PolicyFault {
  if (field === undefined || kind === 'identity' || kind === 'session') return { fault, line, column }
  const said = field.is === 'unknown' ? `Unknown field ${field.name}` : `Missing required field ${field.name}`
  return { fault: said, line, column }
}

function firstOf<Thing>(things: readonly Thing[], look: (thing: Thing, at: number) => Wrong): Wrong {
  for (const [at, thing] of things.entries()) {
    const wrong = look(thing, at)
    if (wrong !== undefined) return wrong
  }
  return undefined
}

function isDate(operator: string): boolean {
  return rowOf(operator) !== undefined && /^(For(All|Any)Values?:)?Date/.test(operator)
}

function isMoment(value: string): boolean {
  return momentOf(value) !== undefined
}
