import { Unreadable } from './received'
import { isRecord } from './record'
import { base64, bytesFromBase64, epoch, withinRange } from './scalars'
import type { Member, Shape, Structure } from './shape'

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Text of a body, a byte order mark and all. Throws Unreadable when it is not UTF-8. */
export function textOf(body: Uint8Array): string {
  try {
    return utf8.decode(body)
  } catch {
    throw new Unreadable('The body is not UTF-8.')
  }
}

/** A JSON body as an object; an empty body is an empty one. Throws Unreadable. */
export function parseObject(body: Uint8Array | undefined): Readonly<Record<string, unknown>> {
  if (body === undefined || body.byteLength === 0) return {}
  const text = textOf(body)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new Unreadable('The body could not be parsed as JSON.')
  }
  if (!isRecord(value)) throw new Unreadable('The body is not a JSON object.')
  return value
}

/** What the members say of a JSON object. Unknown names are not looked at, so depth is bounded by the model. Throws Unreadable. */
export function structureFromJson(
  members: readonly Member[],
  value: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const read: Record<string, unknown> = {}
  for (const { name, wireName, shape } of members) {
    const said = Object.hasOwn(value, wireName) ? value[wireName] : undefined
    if (said !== undefined && said !== null) read[name] = fromJson(shape, said)
  }
  return read
}

function fromJson(shape: Shape, value: unknown): unknown {
  switch (shape.kind) {
    case 'structure':
      if (!isRecord(value)) throw mistaken(value, 'structure')
      return structureFromJson(shape.members, value)
    case 'list':
      if (!Array.isArray(value)) throw mistaken(value, 'list')
      return value.filter((it) => it !== null).map((it) => fromJson(shape.member.shape, it))
    case 'map':
      if (!isRecord(value)) throw mistaken(value, 'map')
      return Object.fromEntries(
        Object.entries(value)
          .filter(([, it]) => it !== null)
          .map(([key, it]) => [key, fromJson(shape.value.shape, it)]),
      )
    case 'string':
      if (typeof value !== 'string') throw mistaken(value, 'String')
      return value
    case 'boolean':
      if (typeof value !== 'boolean') throw mistaken(value, 'Boolean')
      return value
    case 'integer':
    case 'long':
      if (typeof value !== 'number' || !withinRange(shape.kind, value))
        throw mistaken(value, shape.kind === 'long' ? 'Long' : 'Integer')
      return value
    case 'float':
    case 'double':
      if (typeof value !== 'number') throw mistaken(value, 'Double')
      return value
    case 'timestamp':
      if (typeof value !== 'number') throw mistaken(value, 'Timestamp')
      return epoch(value)
    case 'blob':
      if (typeof value !== 'string') throw mistaken(value, 'Blob')
      return bytesFromBase64(value)
  }
}

function mistaken(value: unknown, wanted: string): Unreadable {
  if (Array.isArray(value)) return new Unreadable(`Start of list found where a ${wanted} was expected.`)
  if (isRecord(value)) return new Unreadable(`Start of structure or map found where a ${wanted} was expected.`)
  const said = typeof value === 'boolean' ? (value ? 'TRUE' : 'FALSE') : typeof value === 'number' ? 'NUMBER' : 'STRING'
  return new Unreadable(`${said}_VALUE can not be converted to a ${wanted}`)
}

/** The members of a structure as JSON has them. Timestamps are epoch seconds. Throws TypeError when a value is not of its shape. */
export function structureToJson(
  members: readonly Member[],
  value: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const written: Record<string, unknown> = {}
  for (const { name, wireName, shape } of members) {
    const said = value[name]
    if (said !== undefined && said !== null) written[wireName] = toJson(shape, said)
  }
  return written
}

function toJson(shape: Shape, value: unknown): unknown {
  switch (shape.kind) {
    case 'structure':
      if (!isRecord(value)) break
      return structureToJson(shape.members, value)
    case 'list':
      if (!Array.isArray(value)) break
      return value.map((it) => toJson(shape.member.shape, it))
    case 'map':
      if (!isRecord(value)) break
      return Object.fromEntries(
        Object.entries(value)
          .filter(([, it]) => it !== undefined)
          .map(([key, it]) => [key, toJson(shape.value.shape, it)]),
      )
    case 'string':
      if (typeof value !== 'string') break
      return value
    case 'boolean':
      if (typeof value !== 'boolean') break
      return value
    case 'timestamp':
      if (!(value instanceof Date) || Number.isNaN(value.getTime())) break
      return value.getTime() / 1000
    case 'blob':
      if (!(value instanceof Uint8Array)) break
      return base64(value)
    default:
      if (typeof value !== 'number' || !Number.isFinite(value)) break
      return value
  }
  throw new TypeError(`The shape ${shape.name} is a ${shape.kind}, and what was given is not.`)
}

/** Members that are in the body, with their own spelling; computed once for each structure. */
export function bodyMembers(structure: Structure): readonly Member[] {
  const known = inBody.get(structure)
  if (known !== undefined) return known
  const members = structure.members.filter((it) => it.location === 'body')
  inBody.set(structure, members)
  return members
}

const inBody = new WeakMap<Structure, readonly Member[]>()
