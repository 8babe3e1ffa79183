import fc from '../../tests/random'
import type { MemberModel, Model, ShapeModel } from './model'

// Values that a model allows, for properties that hold for every operation.

interface Place {
  readonly protocol: string
  /** Outside of the body: in a header the alphabet is smaller, in a path '.' is taken. */
  readonly location: string | undefined
  /** Dates in whole seconds, since that is all that is written there. */
  readonly whole: boolean
}

export const samples = [
  ...[
    '',
    'a',
    'ab',
    'abc-123',
    'Ab_9',
    '123456',
    '/',
    '/a/',
    '/team/path/',
    'v1',
    'v12',
    'a.b.c',
    '/bucket/key',
    'b/k e',
  ],
  ...[
    'ABCDEFGHIJKLMNOP',
    'AKIAIOSFODNN7EXAMPLE',
    'arn:aws:iam::111122223333:role/x',
    'arn:aws:s3:::b',
    'héllo',
    '{"Version":"2012-10-17"}',
  ],
  ...[
    '111122223333',
    'https://issuer.example/x',
    'a-0123456789abcdefg',
    'v1.0.0-eksbuild.1',
    '0'.repeat(32),
    'pods.eks.amazonaws.com',
  ],
]

const dates = (whole: boolean) =>
  fc.integer({ min: 0, max: 4_102_444_800 }).map((it) => new Date(it * 1000 + (whole ? 0 : it % 1000)))

/** A structure with its required members and some of the others. `some`: never empty, since an empty one cannot be told from an absent one. */
export function structureOf(
  model: Model,
  name: string,
  whole: boolean,
  some = false,
): fc.Arbitrary<Record<string, unknown>> {
  const shape = shapeOf(model, name)
  const members = Object.entries(shape.members ?? {}).filter(([, it]) => it.streaming !== true)
  const first = some && (shape.required ?? []).length === 0 ? members[0]?.[0] : undefined
  // A payload is all of a body: an absent one looks like an empty one.
  const always = [first, shape.payload].filter((it) => it !== undefined && members.some(([member]) => member === it))
  const required = new Set([...(shape.required ?? []), ...always])
  const arbitraries = members.map(
    ([member, it]) =>
      [member, anyOf(model, it, whole).filter((value) => member !== shape.payload || value !== '')] as const,
  )
  return fc.record(Object.fromEntries(arbitraries), { requiredKeys: [...required].filter((it) => it !== undefined) })
}

export function anyOf(model: Model, member: MemberModel, whole: boolean): fc.Arbitrary<unknown> {
  const place = { protocol: model.protocol, location: member.location, whole }
  return inPlace(model, shapeOf(model, member.shape), member.shape, place)
}

function inPlace(model: Model, shape: ShapeModel, name: string, place: Place): fc.Arbitrary<unknown> {
  const { location, protocol, whole } = place
  const min = shape.min ?? 0
  // Where nothing is written for nothing, an empty list cannot come back.
  const least = Math.max(min, shape.flattened === true || location !== undefined ? 1 : 0)
  const part = (it: MemberModel | undefined) => {
    if (it === undefined) throw new Error(`${name} has no parts`)
    return inPlace(model, shapeOf(model, it.shape), it.shape, place)
  }
  switch (shape.type) {
    case 'structure':
      return structureOf(model, name, whole, protocol === 'query')
    case 'list':
      return fc.array(part(shape.member), { minLength: least, maxLength: Math.max(least, Math.min(shape.max ?? 3, 3)) })
    case 'map': {
      const key = location === 'headers' ? fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/) : part(shape.key).map(String)
      const map = fc.dictionary(key, part(shape.value), {
        minKeys: least,
        maxKeys: Math.max(least, 3),
        noNullPrototype: true,
      })
      return map
    }
    case 'boolean':
      return fc.boolean()
    case 'integer':
    case 'long':
      return fc.integer({ min: shape.min ?? 0, max: Math.min(shape.max ?? 2147483647, 2147483647) })
    case 'timestamp':
      return dates(whole || location !== undefined)
    case 'blob':
      return fc.uint8Array({ maxLength: 20 })
    default:
      return textOf(shape, name, place)
  }
}

function textOf(shape: ShapeModel, name: string, { location, protocol }: Place): fc.Arbitrary<string> {
  if (shape.enum !== undefined) return fc.constantFrom(...shape.enum)
  const { min = 0, max = 40, pattern } = shape
  if (pattern !== undefined) {
    const whole = new RegExp(`^(?:${pattern})$`, 'u')
    const padded = [...samples, ...samples.map((it) => it.padEnd(min, 'a').slice(0, max))]
    const fitting = padded.filter(
      (it) => whole.test(it) && [...it].length >= min && [...it].length <= (shape.max ?? 1e6),
    )
    if (fitting.length === 0) throw new Error(`no sample fits ${name}`)
    return fc.constantFrom(...fitting)
  }
  const least = Math.max(min, location === 'uri' ? 1 : 0)
  const size = { minLength: least, maxLength: Math.max(least, Math.min(max, 40)) }
  if (location === 'header' || location === 'headers')
    return fc.string({ unit: 'grapheme-ascii', ...size }).filter((it) => it.trim() === it && it.length >= least)
  const any = fc.string({ unit: 'binary', ...size }).filter((it) => [...it].length <= Math.max(max, least))
  if (location !== 'uri') return any
  const steps = (it: string) => it.split('/').some((step) => step === '.' || step === '..')
  return protocol === 'rest-xml' ? any.filter((it) => !steps(it)) : any.filter((it) => it !== '.' && it !== '..')
}

export function shapeOf(model: Model, name: string): ShapeModel {
  const shape = model.shapes[name]
  if (shape === undefined) throw new Error(`no shape ${name}`)
  return shape
}
