import type { MemberModel, Model, ShapeModel } from './model'

/** Shapes with their names resolved and their patterns compiled, so that reading and writing look nothing up. */
export type Shape = Structure | ListShape | MapShape | Text | Numeric | Plain

interface Named {
  readonly name: string
  readonly sensitive: boolean
}

export interface Structure extends Named {
  readonly kind: 'structure'
  readonly members: readonly Member[]
  readonly payload: Member | undefined
}

export interface Bounded {
  readonly min: number | undefined
  readonly max: number | undefined
}

export interface ListShape extends Named, Bounded {
  readonly kind: 'list'
  readonly member: Member
  readonly flattened: boolean
}

export interface MapShape extends Named, Bounded {
  readonly kind: 'map'
  readonly key: Member
  readonly value: Member
  readonly flattened: boolean
}

export interface Text extends Named, Bounded {
  readonly kind: 'string'
  readonly pattern: { readonly source: string; readonly whole: RegExp } | undefined
  readonly allowed: ReadonlySet<string> | undefined
}

export interface Numeric extends Named, Bounded {
  readonly kind: 'integer' | 'long' | 'float' | 'double'
}

export interface Plain extends Named, Bounded {
  readonly kind: 'boolean' | 'timestamp' | 'blob'
  readonly timestampFormat: TimestampFormat | undefined
}

export type TimestampFormat = 'iso8601' | 'rfc822' | 'unixTimestamp'

export type Location = 'body' | 'uri' | 'querystring' | 'header' | 'headers' | 'statusCode'

export interface Member {
  readonly name: string
  /** How it is spelled on the wire. */
  readonly wireName: string
  /** Whether the model spells it otherwise than by its name. */
  readonly renamed: boolean
  readonly location: Location
  readonly required: boolean
  readonly streaming: boolean
  readonly idempotencyToken: boolean
  /** Resolved when first asked for: shapes may contain themselves. */
  readonly shape: Shape
}

/** Compiles the shapes of one model, each once and only when it is needed. */
export function shapesOf(model: Model): (name: string) => Shape {
  const done = new Map<string, Shape>()
  const shapeOf = (name: string): Shape => {
    const known = done.get(name)
    if (known !== undefined) return known
    const told = Object.hasOwn(model.shapes, name) ? model.shapes[name] : undefined
    if (told === undefined) throw new Error(`The model ${model.signingName} has no shape ${name}.`)
    const shape = compile(name, told, shapeOf)
    done.set(name, shape)
    return shape
  }
  return shapeOf
}

function compile(name: string, it: ShapeModel, shapeOf: (name: string) => Shape): Shape {
  const named = { name, sensitive: it.sensitive === true }
  const bounds = { min: it.min, max: it.max }
  const part = (told: MemberModel | undefined, otherwise: string): Member => {
    if (told === undefined) throw new Error(`The shape ${name} lacks its ${otherwise}.`)
    return memberOf(otherwise, told, false, shapeOf)
  }
  switch (it.type) {
    case 'structure': {
      const required = new Set(it.required)
      const members = Object.entries(it.members ?? {}).map(([member, told]) =>
        memberOf(member, told, required.has(member), shapeOf),
      )
      return { kind: 'structure', ...named, members, payload: members.find((member) => member.name === it.payload) }
    }
    case 'list':
      return { kind: 'list', ...named, ...bounds, member: part(it.member, 'member'), flattened: it.flattened === true }
    case 'map': {
      const key = part(it.key, 'key')
      return { kind: 'map', ...named, ...bounds, key, value: part(it.value, 'value'), flattened: it.flattened === true }
    }
    case 'string':
      return {
        kind: 'string',
        ...named,
        ...bounds,
        pattern: it.pattern === undefined ? undefined : { source: it.pattern, whole: anchored(it.pattern) },
        allowed: it.enum === undefined ? undefined : new Set(it.enum),
      }
    case 'integer':
    case 'long':
    case 'float':
    case 'double':
      return { kind: it.type, ...named, ...bounds }
    case 'boolean':
    case 'timestamp':
    case 'blob':
      return { kind: it.type, ...named, ...bounds, timestampFormat: formatOf(it.timestampFormat) }
    default:
      throw new Error(`The shape ${name} is of the unknown type ${it.type}.`)
  }
}

function memberOf(name: string, told: MemberModel, required: boolean, shapeOf: (name: string) => Shape): Member {
  return {
    name,
    wireName: told.locationName ?? name,
    renamed: told.locationName !== undefined,
    location: locationOf(told.location),
    required,
    streaming: told.streaming === true,
    idempotencyToken: told.idempotencyToken === true,
    get shape() {
      const shape = shapeOf(told.shape)
      Object.defineProperty(this, 'shape', { value: shape })
      return shape
    },
  }
}

function locationOf(told: string | undefined): Location {
  switch (told) {
    case undefined:
      return 'body'
    case 'uri':
    case 'querystring':
    case 'header':
    case 'headers':
    case 'statusCode':
      return told
    default:
      throw new Error(`There is no location ${told}.`)
  }
}

function formatOf(told: string | undefined): TimestampFormat | undefined {
  if (told === undefined || told === 'iso8601' || told === 'rfc822' || told === 'unixTimestamp') return told
  throw new Error(`There is no timestamp format ${told}.`)
}

/** AWS's patterns are meant for the whole value and written for Java: most are good Unicode patterns of ECMAScript, the others plain ones. */
function anchored(pattern: string): RegExp {
  const whole = `^(?:${pattern})$`
  try {
    return new RegExp(whole, 'u')
  } catch {
    return new RegExp(whole)
  }
}
