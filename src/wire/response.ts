import { readBindings } from './bindings'
import { bodyMembers, parseObject, structureFromJson, textOf } from './json'
import type { Model } from './model'
import { Unreadable, type WireFault } from './received'
import { isRecord } from './record'
import { s3Unwrapped } from './s3'
import { operationOf, type Service, type ServiceOperation, serviceOf } from './service'
import type { Structure } from './shape'
import { type Element, parseXml } from './xml-read'
import { structureFromXml } from './xml-values'

type Output = Record<string, unknown>
type Body = Uint8Array | ReadableStream<Uint8Array> | undefined

/** Whether an operation's answer is bytes of any length, to be handed on unread. */
export function streamsOutput(model: Model, operation: string): boolean {
  return operationOf(serviceOf(model), operation).output?.payload?.streaming === true
}

/** Reads an answer as a client does. An answer that cannot be read is a fault, named `UnreadableAnswer`. */
export function decodeResponse(
  model: Model,
  operation: string,
  status: number,
  headers: Headers,
  body: Body,
): { readonly output: Output; readonly fault?: undefined } | { readonly fault: WireFault } {
  const service = serviceOf(model)
  const it = operationOf(service, operation)
  try {
    if (status >= 300) return { fault: faultIn(service, status, headers, whole(body)) }
    return { output: it.output === undefined ? {} : outputIn(service, it, it.output, headers, body) }
  } catch (why) {
    if (!(why instanceof Unreadable)) throw why
    return { fault: { code: 'UnreadableAnswer', message: `The answer cannot be read. ${why.message}`, status } }
  }
}

function outputIn(
  service: Service,
  { name, model }: ServiceOperation,
  structure: Structure,
  headers: Headers,
  body: Body,
): Output {
  switch (service.protocol) {
    case 'json':
      return structureFromJson(structure.members, parseObject(whole(body)))
    case 'query': {
      const root = parseXml(textOf(whole(body) ?? new Uint8Array()))
      const result = root.elements.find((it) => it.name === model.resultWrapper)
      return structureFromXml(structure.members, result ?? root)
    }
    case 'rest-json':
    case 'rest-xml': {
      const bound = readBindings(structure, { labels: new Map(), query: () => new Map(), headers })
      const inside = service.protocol === 'rest-json' ? inJson(structure, body) : inXml(name, structure, body)
      return { ...bound, ...inside }
    }
  }
}

function inJson(structure: Structure, body: Body): Output {
  const { payload } = structure
  if (payload === undefined) return structureFromJson(bodyMembers(structure), parseObject(whole(body)))
  if (payload.shape.kind !== 'structure') return { [payload.name]: raw(structure, body) }
  return { [payload.name]: structureFromJson(payload.shape.members, parseObject(whole(body))) }
}

function inXml(name: string, structure: Structure, body: Body): Output {
  const { payload } = structure
  if (payload !== undefined && payload.shape.kind !== 'structure') {
    const value = raw(structure, body)
    return value === undefined ? {} : { [payload.name]: value }
  }
  const bytes = whole(body)
  if (bytes === undefined || bytes.byteLength === 0) return {}
  const root = parseXml(textOf(bytes))
  if (payload?.shape.kind === 'structure') return { [payload.name]: structureFromXml(payload.shape.members, root) }
  const members = bodyMembers(structure)
  if (name !== s3Unwrapped) return structureFromXml(members, root)
  const [member] = members
  return member === undefined || root.text === '' ? {} : { [member.name]: root.text }
}

function raw({ payload }: Structure, body: Body): unknown {
  if (payload?.streaming) return body
  const bytes = whole(body)
  if (bytes === undefined) return undefined
  return payload?.shape.kind === 'blob' ? bytes : textOf(bytes)
}

function faultIn(service: Service, status: number, headers: Headers, body: Uint8Array | undefined): WireFault {
  const known =
    service.protocol === 'query' || service.protocol === 'rest-xml' ? inXmlFault(body) : inJsonFault(headers, body)
  return {
    status,
    code: known.code ?? codeFor(status),
    message: known.message ?? `The service answered ${status}.`,
    members: known.members,
  }
}

interface Told {
  readonly code: string | undefined
  readonly message: string | undefined
  readonly members: Readonly<Record<string, unknown>>
}

const untold: Told = { code: undefined, message: undefined, members: {} }

/** `x-amzn-errortype` may carry a namespace before `#` and an address after `:`. */
function inJsonFault(headers: Headers, body: Uint8Array | undefined): Told {
  let said: Readonly<Record<string, unknown>> = {}
  try {
    said = parseObject(body)
  } catch (why) {
    if (!(why instanceof Unreadable)) throw why
  }
  const { __type, code, message, Message, ...members } = said
  const name = [headers.get('x-amzn-errortype'), __type, code].find((it) => typeof it === 'string' && it !== '')
  const text = [message, Message].find((it) => typeof it === 'string')
  return {
    code: typeof name === 'string' ? name.split(':')[0]?.split('#').at(-1) : undefined,
    message: typeof text === 'string' ? text : undefined,
    members,
  }
}

const named: ReadonlySet<string> = new Set(['Code', 'Message', 'Type', 'RequestId', 'HostId'])

function inXmlFault(body: Uint8Array | undefined): Told {
  if (body === undefined || body.byteLength === 0) return untold
  let root: Element
  try {
    root = parseXml(textOf(body))
  } catch (why) {
    if (why instanceof Unreadable) return untold
    throw why
  }
  const error = root.name === 'Error' ? root : (root.elements.find((it) => it.name === 'Error') ?? root)
  const text = (name: string) => error.elements.find((it) => it.name === name)?.text
  const others = error.elements.filter((it) => !named.has(it.name)).map((it) => [it.name, it.text] as const)
  const members = Object.fromEntries(others)
  return { code: text('Code'), message: text('Message'), members: isRecord(members) ? members : {} }
}

/** HEAD answers have no body that could name the error. */
function codeFor(status: number): string {
  const codes: ReadonlyMap<number, string> = new Map([
    [301, 'PermanentRedirect'],
    [304, 'NotModified'],
    [400, 'BadRequest'],
    [403, 'AccessDenied'],
    [404, 'NotFound'],
    [412, 'PreconditionFailed'],
    [416, 'InvalidRange'],
    [429, 'TooManyRequests'],
    [503, 'ServiceUnavailable'],
  ])
  return codes.get(status) ?? (status >= 500 ? 'InternalFailure' : 'UnknownError')
}

function whole(body: Body): Uint8Array | undefined {
  if (body === undefined || body instanceof Uint8Array) return body
  throw new TypeError('This answer is read whole: hand it over as bytes.')
}
