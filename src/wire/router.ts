import { elsewhereOf } from './elsewhere'
import { queryNames, queryOf } from './percent'
import type { Received } from './received'
import type { Service } from './service'

/** What stands in a path where a template has `{names}`, still percent-encoded. */
export interface Match {
  /** The operation's name, of the model or of those that only AWS has. */
  readonly operation: string
  readonly labels: readonly (readonly [string, string])[]
}

/** One operation among those of the same method and path. */
interface Candidate {
  readonly operation: string
  readonly labels: readonly string[]
  /** The template's query: `uploads`, `list-type=2`. */
  readonly literals: readonly (readonly [string, string])[]
  /** Names in the query and in the headers without which the input is incomplete: what tells UploadPart from PutObject. */
  readonly wantedQuery: readonly string[]
  readonly wantedHeaders: readonly string[]
}

interface Node {
  readonly literals: Map<string, Node>
  label: Node | undefined
  readonly here: Map<string, Candidate[]>
  /** Operations whose last label takes the rest of the path, slashes and all. */
  readonly rest: Map<string, Candidate[]>
}

export type Router = (received: Received) => Match | undefined

const routers = new WeakMap<Service, Router>()

/** The router of a REST service, made once. */
export function routerOf(service: Service): Router {
  const known = routers.get(service)
  if (known !== undefined) return known
  const root = node()
  for (const name of service.names) {
    const operation = service.operation(name)
    if (operation === undefined) continue
    const { method, path } = operation.model
    const required = operation.input?.members.filter((it) => it.required) ?? []
    add(root, method, path, {
      operation: name,
      wantedQuery: required.filter((it) => it.location === 'querystring').map((it) => it.wireName),
      wantedHeaders: required.filter((it) => it.location === 'header').map((it) => it.wireName),
    })
  }
  for (const [operation, said] of elsewhereOf(service.model)) {
    const [method = '', path = ''] = said.split(' ')
    add(root, method, path, { operation, wantedQuery: [], wantedHeaders: [] })
  }
  const router: Router = (received) => {
    const segments = received.path.slice(1).split('/')
    if (segments.length > 1 && segments.at(-1) === '' && service.protocol === 'rest-xml' && segments.length === 2)
      segments.pop()
    return find(root, segments, 0, [], received)
  }
  routers.set(service, router)
  return router
}

function node(): Node {
  return { literals: new Map(), label: undefined, here: new Map(), rest: new Map() }
}

function add(root: Node, method: string, path: string, it: Omit<Candidate, 'labels' | 'literals'>): void {
  const [template = '', query = ''] = path.split('?')
  const segments = template.slice(1).split('/')
  const labels: string[] = []
  let at = root
  let takesRest = false
  for (const segment of segments) {
    const [, name, greedy] = /^\{([A-Za-z0-9_-]+)(\+?)\}$/.exec(segment) ?? []
    if (name === undefined) at = branch(at, segment)
    else {
      labels.push(name)
      if (greedy === '+') takesRest = true
      else {
        at.label ??= node()
        at = at.label
      }
    }
  }
  const literals = [...queryOf(query)].map(([name, [value = '']]) => [name, value] as const)
  const candidate = { ...it, labels, literals }
  push(takesRest ? at.rest : at.here, method, candidate)
  // An ARN in a path may come with its slashes not encoded: some proxies decode them.
  const last = labels.at(-1)
  if (!takesRest && last?.endsWith('Arn') && segments.at(-1) === `{${last}}`)
    push(parentOf(root, segments).rest, method, candidate)
}

function parentOf(root: Node, segments: readonly string[]): Node {
  let at = root
  for (const segment of segments.slice(0, -1))
    at = (segment.startsWith('{') ? at.label : at.literals.get(segment)) ?? at
  return at
}

function branch(at: Node, segment: string): Node {
  const known = at.literals.get(segment)
  if (known !== undefined) return known
  const made = node()
  at.literals.set(segment, made)
  return made
}

function push(to: Map<string, Candidate[]>, method: string, candidate: Candidate): void {
  const all = [...(to.get(method) ?? []), candidate]
  to.set(
    method,
    all.sort((one, other) => weight(other) - weight(one)),
  )
}

function weight({ literals, wantedQuery, wantedHeaders }: Candidate): number {
  return literals.length + wantedQuery.length + wantedHeaders.length
}

function find(
  at: Node,
  segments: readonly string[],
  from: number,
  taken: string[],
  received: Received,
): Match | undefined {
  const segment = segments[from]
  if (segment === undefined) return choose(at.here.get(received.method), taken, received)
  const literal = at.literals.get(segment)
  const byLiteral = literal === undefined ? undefined : find(literal, segments, from + 1, taken, received)
  if (byLiteral !== undefined) return byLiteral
  if (at.label !== undefined && segment !== '') {
    taken.push(segment)
    const byLabel = find(at.label, segments, from + 1, taken, received)
    if (byLabel !== undefined) return byLabel
    taken.pop()
  }
  if (at.rest.size === 0) return undefined
  const rest = segments.slice(from).join('/')
  return rest === '' ? undefined : choose(at.rest.get(received.method), [...taken, rest], received)
}

function choose(
  candidates: readonly Candidate[] | undefined,
  taken: readonly string[],
  received: Received,
): Match | undefined {
  const [first] = candidates ?? []
  if (candidates === undefined || first === undefined) return undefined
  const chosen = candidates.length === 1 && first.literals.length === 0 ? first : fitting(candidates, received)
  if (chosen === undefined) return undefined
  return { operation: chosen.operation, labels: chosen.labels.map((name, at) => [name, taken[at] ?? ''] as const) }
}

function fitting(candidates: readonly Candidate[], { query, headers }: Received): Candidate | undefined {
  const names = queryNames(query)
  return candidates.find(
    ({ literals, wantedQuery, wantedHeaders }) =>
      literals.every(([name, value]) => names.has(name) && (value === '' || has(query, name, value))) &&
      wantedQuery.every((name) => names.has(name)) &&
      wantedHeaders.every((name) => headers.has(name)),
  )
}

function has(query: string, name: string, value: string): boolean {
  return `&${query}&`.includes(`&${name}=${value}&`)
}
