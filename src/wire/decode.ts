import { readBindings } from './bindings'
import { breaches, type Wording } from './constraints'
import { formOf, structureFromForm } from './form'
import { bodyMembers, parseObject, structureFromJson, textOf } from './json'
import type { Model } from './model'
import { queryOf } from './percent'
import { type Received, type Route, Unreadable, type WireFault } from './received'
import { constraintFault, readFault } from './refused'
import { s3OpenEnums, withoutChunking } from './s3'
import { operationOf, type Service, serviceOf } from './service'
import type { Member, Structure } from './shape'
import { parseXml } from './xml-read'
import { structureFromXml } from './xml-values'

export type Body = Uint8Array | ReadableStream<Uint8Array> | undefined

/**
 * What was said: the operation's input by the model, types and constraints checked. Absent and null members are left out, unknown ones
 * ignored. A fault has the code that the protocol gives to what is unreadable, or the service to what breaks a constraint.
 */
export function decode(
  model: Model,
  route: Route,
  received: Received,
  body: Body,
): { readonly input: Record<string, unknown>; readonly fault?: undefined } | { readonly fault: WireFault } {
  const service = serviceOf(model)
  const { input: structure } = operationOf(service, route.operation)
  if (structure === undefined) return { input: {} }
  let input: Record<string, unknown>
  try {
    input = read(service, structure, route, received, body)
  } catch (why) {
    if (!(why instanceof Unreadable)) throw why
    return { fault: readFault(service, why) }
  }
  const wording = wordings.get(service.model.signingName) ?? usual
  const found = breaches(structure, input, wording)
  if (found.length === 0) return { input }
  const fault = constraintFault(service, structure, found, wording)
  return { fault: { ...fault, code: codeFor(model, route.operation, fault.code) } }
}

/** EKS's operations on tags have a name of their own for what is wrong with an input. */
function codeFor({ operations }: Model, operation: string, usual: string): string {
  const codes = (operations[operation]?.errors ?? []).map(({ code }) => code)
  const own = usual === 'InvalidParameterException' && !codes.includes(usual) && codes.includes('BadRequestException')
  return own ? 'BadRequestException' : usual
}

const usual: Wording = { repeats: 'all', openEnums: new Set() }

const wordings: ReadonlyMap<string, Wording> = new Map([
  ['iam', { ...usual, repeats: 'none' }],
  ['sts', { ...usual, repeats: 'no enums' }],
  ['s3', { ...usual, openEnums: s3OpenEnums }],
])

function read(
  service: Service,
  structure: Structure,
  route: Route,
  received: Received,
  body: Body,
): Record<string, unknown> {
  switch (service.protocol) {
    case 'query':
      return structureFromForm(structure, formOf(received, whole(body)))
    case 'json':
      return structureFromJson(structure.members, parseObject(whole(body)))
    case 'rest-json':
      return { ...outside(structure, route, received), ...inJson(structure, body) }
    case 'rest-xml': {
      const bound = withoutChunking(outside(structure, route, received), received.headers)
      return { ...bound, ...inXml(structure, body) }
    }
  }
}

function outside(structure: Structure, { labels }: Route, { query, headers }: Received): Record<string, unknown> {
  let parsed: ReadonlyMap<string, readonly string[]> | undefined
  const once = () => {
    parsed ??= queryOf(query)
    return parsed
  }
  return readBindings(structure, { labels, query: once, headers })
}

function inJson(structure: Structure, body: Body): Record<string, unknown> {
  const { payload } = structure
  if (payload !== undefined) {
    if (payload.shape.kind !== 'structure') return inPayload(payload, body)
    return { [payload.name]: structureFromJson(payload.shape.members, parseObject(whole(body))) }
  }
  const members = bodyMembers(structure)
  return members.length === 0 ? {} : structureFromJson(members, parseObject(whole(body)))
}

function inXml(structure: Structure, body: Body): Record<string, unknown> {
  const { payload } = structure
  const members = payload === undefined ? bodyMembers(structure) : []
  if (payload === undefined && members.length === 0) return {}
  if (payload !== undefined && payload.shape.kind !== 'structure') return inPayload(payload, body)
  const bytes = whole(body)
  if (bytes === undefined || bytes.byteLength === 0) return {}
  try {
    const root = parseXml(textOf(bytes))
    if (payload?.shape.kind !== 'structure') return structureFromXml(members, root)
    if (root.name !== payload.wireName) throw new Unreadable(`The element ${payload.wireName} was expected.`)
    return { [payload.name]: structureFromXml(payload.shape.members, root) }
  } catch (why) {
    throw why instanceof Unreadable ? new Unreadable(malformedXml, 'MalformedXML') : why
  }
}

const malformedXml = 'The XML you provided was not well-formed or did not validate against our published schema'

function inPayload({ name, shape, streaming }: Member, body: Body): Record<string, unknown> {
  if (streaming) {
    if (body === undefined) return {}
    return { [name]: body instanceof Uint8Array ? new Blob([new Uint8Array(body)]).stream() : body }
  }
  const bytes = whole(body)
  if (bytes === undefined || bytes.byteLength === 0) return {}
  return { [name]: shape.kind === 'blob' ? bytes : textOf(bytes) }
}

function whole(body: Body): Uint8Array | undefined {
  if (body === undefined || body instanceof Uint8Array) return body
  throw new TypeError('This operation reads its body whole: hand it over as bytes.')
}
