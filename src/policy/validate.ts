import { isOperator } from './condition'
import { type Document, type PolicyFault, readDocument, type WrittenStatement, words } from './document'
import { placeOf } from './json'

export type DocumentKind = 'identity' | 'trust' | 'bucket' | 'session'

const trustActions = [
  'sts:assumerole',
  'sts:assumerolewithsaml',
  'sts:assumerolewithwebidentity',
  'sts:tagsession',
  'sts:setsourceidentity',
  'sts:setcontext',
  'sts:*',
]

type Rule = (it: WrittenStatement, document: Document) => string | undefined

const known: Rule = (it) => {
  if (it.conditions.some(({ operator }) => !isOperator(operator))) return words.syntax
  if (it.sid !== undefined && !/^[A-Za-z0-9]*$/.test(it.sid)) return words.syntax
  return undefined
}
const hasAction: Rule = (it) =>
  it.actions === undefined || it.actions.values.length === 0 ? 'Policy statement must contain actions.' : undefined
const actionsRead: Rule = (it) =>
  it.actions?.values.every((value) => value === '*' || /^[\w*?-]+:[\w*?]+$/.test(value))
    ? undefined
    : 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.'
const hasResource: Rule = (it) =>
  it.resources === undefined || it.resources.values.length === 0
    ? 'Policy statement must contain resources.'
    : undefined
const resourcesRead: Rule = (it) => {
  const wrong = it.resources?.values.find((value) => value !== '*' && !/^arn:[^:]*:[^:]*:[^:]*:[^:]*:.+$/s.test(value))
  return wrong === undefined ? undefined : `Resource ${wrong} must be in ARN format or "*".`
}
const noPrincipal: Rule = (it) =>
  it.principals === undefined ? undefined : 'Policy document should not specify a principal.'
const hasPrincipal: Rule = (it) => (it.principals === undefined ? 'Missing required field Principal' : undefined)
const noResource: Rule = (it) => (it.resources === undefined ? undefined : 'Has prohibited field Resource')
const stsOnly: Rule = (it) =>
  it.actions?.values.every((value) => trustActions.includes(value.toLowerCase())) && !it.actions.not
    ? undefined
    : 'AssumeRole policy may only specify STS AssumeRole actions.'

const identityRules = [noPrincipal, hasAction, actionsRead, hasResource, resourcesRead, known]
const rules: Readonly<Record<DocumentKind, readonly Rule[]>> = {
  identity: identityRules,
  session: identityRules,
  trust: [hasPrincipal, noResource, hasAction, stsOnly, known],
  bucket: [hasPrincipal, hasAction, actionsRead, hasResource, resourcesRead, known],
}

/** What is wrong with a document of this kind, in AWS's MalformedPolicyDocument words; undefined when nothing is. */
export function validate(text: string, kind: DocumentKind): PolicyFault | undefined {
  const document = readDocument(text)
  if ('fault' in document) return document
  const sids = new Set<string>()
  for (const statement of document.statements) {
    const place = placeOf(text, statement.start)
    for (const rule of rules[kind]) {
      const fault = rule(statement, document)
      if (fault !== undefined) return { fault, ...place }
    }
    if (statement.sid === undefined || statement.sid === '') continue
    if (sids.has(statement.sid)) return { fault: 'Statement IDs (SID) in a single policy must be unique.', ...place }
    sids.add(statement.sid)
  }
  return document.statements.length === 0 ? { fault: words.syntax, line: 1, column: 1 } : undefined
}
