import type { Context, Decision, Principal, Question } from './index'
import { numberIn, secondsIn, within } from './naive-values.test-support'

// A second opinion, written from AWS's pages and not from the engine: it reads documents each time, expands texts to characters, and
// asks every statement before it thinks. Slow and plain on purpose; it shares no code with what it checks.

export interface Statement {
  readonly Effect: string
  readonly Action?: string | readonly string[]
  readonly NotAction?: string | readonly string[]
  readonly Resource?: string | readonly string[]
  readonly NotResource?: string | readonly string[]
  readonly Principal?: Principals
  readonly NotPrincipal?: Principals
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>
}
type Principals = string | Readonly<Record<string, string | readonly string[]>>

export interface Document {
  readonly Version?: string
  readonly Statement: readonly Statement[]
}

export interface Documents {
  readonly identity: readonly Document[]
  readonly resource?: Document
  readonly trust?: Document
  readonly boundary?: Document
  readonly session?: readonly Document[]
}

type Answer = 'yes' | 'no' | 'unknown'
const listed = (said: string | readonly string[] | undefined): readonly string[] =>
  said === undefined ? [] : typeof said === 'string' ? [said] : said

export function naively(question: Question, of: Documents): Decision['result'] {
  const bounded = of.boundary !== undefined
  const guards = [of.resource, of.trust].filter((it) => it !== undefined)
  const limits = [...(of.boundary === undefined ? [] : [of.boundary]), ...(of.session ?? [])]
  const speaks = (document: Document, effect: string): readonly Statement[] =>
    document.Statement.filter((it) => it.Effect === effect && applies(it, document, question, bounded))
  if ([...of.identity, ...guards, ...limits].some((it) => speaks(it, 'Deny').length > 0)) return 'ExplicitDeny'

  const { principal, resourceAccount } = question
  const gives = (document: Document): boolean =>
    speaks(document, 'Allow').some((it) => 'Resource' in it || 'NotResource' in it)
  const guard = of.trust ?? of.resource
  const ways = (guard === undefined ? [] : speaks(guard, 'Allow')).flatMap((it) => waysNamed(it, principal))
  if (principal.account === '') return ways.length > 0 ? 'Allow' : 'ImplicitDeny'
  const here = principal.account === resourceAccount
  if (ways.length === 0 && (!here || of.trust !== undefined)) return 'ImplicitDeny'
  if (here && ways.includes('itself')) return 'Allow'
  const granted = (here && ways.includes('role')) || principal.kind === 'account' || of.identity.some(gives)
  const withinBoundary = of.boundary === undefined || gives(of.boundary)
  const withinSession = of.session === undefined || of.session.some(gives)
  return granted && withinBoundary && withinSession ? 'Allow' : 'ImplicitDeny'
}

function applies(it: Statement, { Version }: Document, question: Question, bounded: boolean): boolean {
  const variables = Version === '2012-10-17'
  const answers = [
    actionAnswer(it, question),
    resourceAnswer(it, question, variables),
    principalAnswer(it, question.principal, bounded),
    ...Object.entries(it.Condition ?? {}).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, values]) =>
        conditionAnswer(operator, key, listed(values), question.context, variables),
      ),
    ),
  ]
  if (answers.includes('no')) return false
  return it.Effect === 'Deny' || !answers.includes('unknown')
}

function actionAnswer(it: Statement, { action }: Question): Answer {
  const asked = action.toLowerCase()
  const named = (said: Statement['Action']): boolean =>
    listed(said).some((one) => fits(signs(one.toLowerCase()), asked))
  if (it.Action !== undefined) return named(it.Action) ? 'yes' : 'no'
  if (it.NotAction !== undefined) return named(it.NotAction) ? 'no' : 'yes'
  return it.Effect === 'Deny' ? 'yes' : 'no'
}

function resourceAnswer(it: Statement, { resource, context }: Question, variables: boolean): Answer {
  const named = (said: Statement['Resource']): readonly Answer[] =>
    listed(said).map((one) => {
      const written = expanded(one, context, variables, 'resource')
      return written === undefined ? 'unknown' : fits(written, resource) ? 'yes' : 'no'
    })
  if (it.Resource !== undefined) return named(it.Resource).includes('yes') ? 'yes' : 'no'
  if (it.NotResource === undefined) return 'yes'
  const answers = named(it.NotResource)
  return answers.includes('yes') ? 'no' : answers.includes('unknown') ? 'unknown' : 'yes'
}

/** All the ways in which a Principal element names someone. */
function waysNamed(it: Statement, who: Principal): readonly ('itself' | 'role' | 'account')[] {
  if (it.NotPrincipal !== undefined) return ['role']
  return it.Principal === undefined ? [] : waysIn(it.Principal, who)
}

function waysIn(said: Principals, who: Principal): readonly ('itself' | 'role' | 'account')[] {
  if (typeof said === 'string') return said === '*' ? ['itself'] : []
  const aws = listed(said.AWS)
  const own = who.kind === 'service' ? listed(said.Service) : who.kind === 'federated' ? listed(said.Federated) : []
  const theirs =
    who.kind === 'account' ? [] : [who.arn, ...who.ids.filter((id) => who.kind === 'user' || id.includes(':'))]
  const role = who.kind === 'session' ? [who.roleArn, ...who.ids.filter((id) => !id.includes(':'))] : []
  return [
    ...(aws.includes('*') || own.includes(who.arn) ? (['itself'] as const) : []),
    ...(who.account !== '' && aws.some((one) => theirs.includes(one)) ? (['itself'] as const) : []),
    ...(who.account !== '' && aws.some((one) => role.includes(one)) ? (['role'] as const) : []),
    ...(who.account !== '' && aws.some((one) => isAccount(one, who.account)) ? (['account'] as const) : []),
  ]
}

const isAccount = (said: string, account: string): boolean =>
  said === account || (said.endsWith(`:iam::${account}:root`) && said.startsWith('arn:'))

function principalAnswer(it: Statement, who: Principal, bounded: boolean): Answer {
  const saidStar = (said: Principals): boolean =>
    typeof said === 'object' &&
    ((who.kind === 'service' && listed(said.Service).includes('*')) ||
      (who.kind === 'federated' && listed(said.Federated).includes('*')))
  if (it.Principal !== undefined) {
    if (it.Effect === 'Deny' && saidStar(it.Principal)) return 'yes'
    return waysIn(it.Principal, who).length > 0 ? 'yes' : 'no'
  }
  const not = it.NotPrincipal
  if (not === undefined) return 'yes'
  const ways = waysIn(not, who)
  if (it.Effect === 'Allow') return ways.length > 0 || saidStar(not) ? 'no' : 'yes'
  if (bounded) return 'yes'
  const star = not === '*' || (typeof not === 'object' && listed(not.AWS).includes('*'))
  const wanted: readonly string[] =
    who.account === ''
      ? ['itself']
      : who.kind === 'account'
        ? ['account']
        : who.kind === 'session'
          ? ['itself', 'role', 'account']
          : ['itself', 'account']
  return star || wanted.every((way) => ways.some((one) => one === way)) ? 'no' : 'yes'
}

function conditionAnswer(
  operator: string,
  key: string,
  values: readonly string[],
  context: Context,
  variables: boolean,
): Answer {
  const [, set, base = '', ifExists] = /^(ForAnyValue:|ForAllValues:)?(.*?)(IfExists)?$/.exec(operator) ?? []
  const asked = context.get(key.toLowerCase()) ?? []
  if (base === 'Null') {
    if (set !== undefined || ifExists !== undefined) return 'unknown'
    const answers = values.map(
      (value): Answer =>
        /^(true|false)$/i.test(value)
          ? (value.toLowerCase() === 'true') === (asked.length === 0)
            ? 'yes'
            : 'no'
          : 'unknown',
    )
    return anyOf(answers)
  }
  const not = [
    'StringNotEquals',
    'StringNotEqualsIgnoreCase',
    'StringNotLike',
    'NumericNotEquals',
    'DateNotEquals',
    'NotIpAddress',
    'ArnNotEquals',
    'ArnNotLike',
  ].includes(base)
  const compare = comparisons[not ? base.replace('Not', '') : base]
  if (compare === undefined) return 'unknown'
  if (asked.length === 0 || (set !== undefined && asked.every((value) => value === ''))) {
    if (set === 'ForAnyValue:') return ifExists === undefined ? 'no' : 'unknown'
    return set !== undefined || ifExists !== undefined || not ? 'yes' : 'no'
  }
  const answers = asked.map((one): Answer => {
    const matched = anyOf(values.map((value) => compare(one, value, context, variables, not)))
    return not ? opposite(matched) : matched
  })
  return set === 'ForAllValues:' || (set === undefined && not) ? opposite(anyOf(answers.map(opposite))) : anyOf(answers)
}

const anyOf = (answers: readonly Answer[]): Answer =>
  answers.includes('yes') ? 'yes' : answers.includes('unknown') ? 'unknown' : 'no'
const opposite = (answer: Answer): Answer => (answer === 'yes' ? 'no' : answer === 'no' ? 'yes' : 'unknown')
const told = (is: boolean): Answer => (is ? 'yes' : 'no')

type Comparison = (asked: string, written: string, context: Context, variables: boolean, not: boolean) => Answer

const textual =
  (how: 'plain' | 'like' | 'arn', fold = (text: string) => text): Comparison =>
  (asked, written, context, variables, not) => {
    const six = (text: string): boolean => /^arn:([^:]*:){4}/s.test(text.replaceAll(/\$\{[^}]*\}/g, '-'))
    if (how === 'arn' && written !== '*' && !six(written)) return 'unknown'
    if (how === 'arn' && written !== '*' && !six(asked)) return 'no'
    const expanse = expanded(fold(written), context, variables, how, fold)
    return expanse === undefined ? (not ? 'unknown' : 'no') : told(fits(expanse, fold(asked)))
  }
const measured =
  <Thing>(read: (text: string) => Thing | undefined, compare: (asked: Thing, written: Thing) => boolean): Comparison =>
  (asked, written) => {
    const [left, right] = [read(asked), read(written)]
    return left === undefined || right === undefined ? 'unknown' : told(compare(left, right))
  }
const comparisons: Readonly<Record<string, Comparison>> = {
  StringEquals: textual('plain'),
  StringEqualsIgnoreCase: textual('plain', (text) => text.toLowerCase()),
  StringLike: textual('like'),
  ArnEquals: textual('arn'),
  ArnLike: textual('arn'),
  NumericEquals: measured(numberIn, (asked, written) => asked === written),
  NumericLessThan: measured(numberIn, (asked, written) => asked < written),
  NumericGreaterThanEquals: measured(numberIn, (asked, written) => asked >= written),
  DateEquals: measured(secondsIn, (asked, written) => asked === written),
  DateLessThan: measured(secondsIn, (asked, written) => asked < written),
  DateGreaterThanEquals: measured(secondsIn, (asked, written) => asked >= written),
  IpAddress: within,
}

/** A character that stands for itself, or a wildcard; `bound` ones take no colon. */
interface Sign {
  readonly is: 'self' | '*' | '?'
  readonly text: string
  readonly bound: boolean
}
const self = (text: string): Sign => ({ is: 'self', text, bound: false })

function signs(text: string): readonly Sign[] {
  return [...text].map((one) => (one === '*' || one === '?' ? { is: one, text: one, bound: false } : self(one)))
}

/** Replaces variables, then sees what each wildcard may take. */
function expanded(
  text: string,
  context: Context,
  variables: boolean,
  how: 'plain' | 'like' | 'arn' | 'resource',
  fold = (it: string) => it,
): readonly Sign[] | undefined {
  const found: Sign[] = []
  let colons = 0
  for (let rest = text; rest !== ''; ) {
    const variable = /^\$\{([^}]*)\}/.exec(rest)
    const early = text.startsWith('arn:') && colons < 5
    if (variable !== null && variables && !(how === 'resource' && early)) {
      const value = standing(variable[1] ?? '', context)
      if (value === undefined) return undefined
      found.push(...[...fold(value)].map(self))
      rest = rest.slice(variable[0].length)
      continue
    }
    const skip = variable !== null && (how === 'arn' || how === 'resource') ? variable[0] : rest.slice(0, 1)
    for (const [at, one] of [...skip].entries()) {
      const next = skip[at + 1] ?? rest[skip.length]
      const bound = (how === 'arn' || how === 'resource') && early
      const free = how === 'resource' && one === '*' && (next === ':' || next === undefined)
      found.push(
        how !== 'plain' && (one === '*' || one === '?') ? { is: one, text: one, bound: bound && !free } : self(one),
      )
    }
    if (skip === ':') colons += 1
    rest = rest.slice(skip.length)
  }
  return found
}

function standing(inside: string, context: Context): string | undefined {
  if (['*', '?', '$'].includes(inside)) return inside
  const comma = inside.indexOf(',')
  const quoted = comma < 0 ? undefined : /^\s*'([^']*)'\s*$/.exec(inside.slice(comma + 1))?.[1]
  const key = quoted === undefined ? inside : inside.slice(0, comma)
  const values = context.get(key.trim().toLowerCase()) ?? []
  return values.length === 0 ? quoted : values.length === 1 ? values[0] : undefined
}

/** The table of all beginnings of one against all beginnings of the other. */
function fits(written: readonly Sign[], text: string): boolean {
  const asked = [...text]
  let row: readonly boolean[] = [true, ...asked.map(() => false)]
  for (const sign of written) {
    const next: boolean[] = [sign.is === '*' && row[0] === true]
    for (const [at, one] of asked.entries()) {
      const open = !(sign.bound && one === ':')
      if (sign.is === '*') next.push(row[at + 1] === true || (open && next[at] === true))
      else next.push(row[at] === true && (sign.is === '?' ? open : sign.text === one))
    }
    row = next
  }
  return row[asked.length] === true
}
