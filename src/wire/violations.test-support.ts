import fc from '../../tests/random'
import type { MemberModel, Model, ShapeModel } from './model'
import { anyOf, samples, shapeOf, structureOf } from './values.test-support'

// Every constraint of a model's inputs, with a value that breaks it and values on its edge, worked out from the model alone.

/** One constraint of one member of an input. */
export interface Constraint {
  readonly operation: string
  /** As AWS spells it: `tags.1.member.key`. */
  readonly path: string
  /** What AWS asks for: `Member must not be null`. */
  readonly text: string
  /** Absent: the member left out. */
  readonly broken: unknown
  /** The input with that value at that place. */
  readonly input: (value: unknown) => Record<string, unknown>
  /** Values that are just good enough. */
  readonly edges: readonly unknown[]
  readonly location: string | undefined
  readonly shape: string
  /** The value is a secret. */
  readonly hidden: boolean
  /** It is one of a list or a map, which are complained of as a whole. */
  readonly part: boolean
}

type Put = (value: unknown) => Record<string, unknown>
interface Place {
  readonly operation: string
  readonly path: string
  readonly put: Put
  readonly location: string | undefined
  readonly hidden: boolean
  readonly part: boolean
  /** Shapes on the way here. */
  readonly within: readonly string[]
}

const valid = <Value>(of: fc.Arbitrary<Value>): Value => {
  const [one] = fc.sample(of, { numRuns: 1, seed: 20_261_124 })
  if (one === undefined) throw new Error('There is no valid value.')
  return one
}

export function constraintsOf(model: Model): readonly Constraint[] {
  return Object.entries(model.operations).flatMap(([operation, { input }]) => {
    if (input === undefined) return []
    const place = { operation, path: '', location: undefined, hidden: false, part: false, within: [] }
    return inStructure(model, input, { ...place, put: (value) => Object(value) })
  })
}

function inStructure(model: Model, name: string, place: Place): Constraint[] {
  const shape = shapeOf(model, name)
  if (place.within.includes(name)) return []
  const base = valid(structureOf(model, name, true))
  const hidden = place.hidden || shape.sensitive === true
  return Object.entries(shape.members ?? {}).flatMap(([member, told]) => {
    const path = `${place.path === '' ? '' : `${place.path}.`}${member.charAt(0).toLowerCase()}${member.slice(1)}`
    const { [member]: _, ...without } = base
    const put: Put = (value) => place.put(value === undefined ? without : { ...without, [member]: value })
    const at = {
      ...place,
      path,
      put,
      hidden,
      location: told.location ?? place.location,
      within: [...place.within, name],
    }
    const required = (shape.required ?? []).includes(member)
    const own = { operation: place.operation, path, location: at.location, shape: told.shape, hidden, part: false }
    const missing = { ...own, text: 'Member must not be null', broken: undefined, input: put, edges: [] }
    return [...(required ? [missing] : []), ...inMember(model, told, at)]
  })
}

function inMember(model: Model, told: MemberModel, place: Place): Constraint[] {
  const shape = shapeOf(model, told.shape)
  const hidden = place.hidden || shape.sensitive === true
  if (shape.type === 'structure') return inStructure(model, told.shape, place)
  const { operation, path, put, location, part } = place
  const own = { operation, path, input: put, location, shape: told.shape, hidden, part }
  const found = limits(model, told, shape).map((it) => ({ ...own, ...it }))
  return [...found, ...inParts(model, shape, { ...place, hidden })]
}

function inParts(model: Model, shape: ShapeModel, place: Place): Constraint[] {
  const { member, key, value } = shape
  const filled = (one: unknown, of: MemberModel): unknown[] => [one, ...more(model, of, (shape.min ?? 1) - 1)]
  if (member !== undefined) {
    const put: Put = (one) => place.put(filled(one, member))
    const plain = ['string', 'integer', 'long'].includes(shapeOf(model, member.shape).type)
    const path = plain ? place.path : `${place.path}.1.member`
    return inMember(model, { ...member, location: place.location }, { ...place, put, path, part: plain })
  }
  if (key === undefined || value === undefined) return []
  const [goodKey, goodValue] = [String(valid(anyOf(model, key, true))), valid(anyOf(model, value, true))]
  const ofKey: Put = (one) => place.put({ [String(one)]: goodValue })
  const ofValue: Put = (one) => place.put({ [goodKey]: one })
  return [
    ...inMember(model, key, { ...place, put: ofKey, part: true }),
    ...inMember(model, value, { ...place, put: ofValue, part: true }),
  ]
}

function more(model: Model, of: MemberModel, count: number): unknown[] {
  return Array.from({ length: Math.max(count, 0) }, () => valid(anyOf(model, of, true)))
}

type Limit = Pick<Constraint, 'text' | 'broken' | 'edges'>

function limits(model: Model, told: MemberModel, shape: ShapeModel): Limit[] {
  const { type, min, max, pattern } = shape
  const found: Limit[] = []
  const noun = type === 'integer' || type === 'long' ? 'value' : 'length'
  const ofSize = (size: number): unknown => sized(model, told, shape, size)
  const good = (size: number): unknown[] => {
    const one = ofSize(size)
    return typeof one === 'string' && !fits(one, shape) ? [] : [one]
  }
  if (min !== undefined && !(noun === 'length' && min === 0))
    found.push({
      text: `Member must have ${noun} greater than or equal to ${min}`,
      broken: ofSize(min - 1),
      edges: good(min),
    })
  if (max !== undefined)
    found.push({
      text: `Member must have ${noun} less than or equal to ${max}`,
      broken: ofSize(max + 1),
      edges: good(max),
    })
  if (pattern !== undefined)
    found.push({
      text: `Member must satisfy regular expression pattern: ${pattern}`,
      broken: misfit(pattern, min ?? 0),
      edges: samples.filter((it) => fits(it, shape)),
    })
  if (shape.enum !== undefined)
    found.push({
      text: `Member must satisfy enum value set: [${shape.enum.join(', ')}]`,
      broken: 'NOT-ONE-OF-THEM',
      edges: [...shape.enum],
    })
  return found
}

function sized(model: Model, told: MemberModel, { type, member, key, value }: ShapeModel, size: number): unknown {
  if (type === 'integer' || type === 'long') return size
  if (type === 'string') return 'a'.repeat(size)
  if (type === 'list' && member !== undefined) return more(model, member, size)
  if (type === 'map' && key !== undefined && value !== undefined) {
    const one = valid(anyOf(model, value, true))
    return Object.fromEntries(Array.from({ length: size }, (_, at) => [`key-${at}`, one]))
  }
  throw new Error(`The shape ${told.shape} has a size that is not understood.`)
}

function fits(text: string, { min = 0, max = Number.POSITIVE_INFINITY, pattern, enum: allowed }: ShapeModel): boolean {
  const matches = pattern === undefined || new RegExp(`^(?:${pattern})$`, 'u').test(text)
  return matches && text.length >= min && text.length <= max && (allowed === undefined || allowed.includes(text))
}

/** A text that does not match, of a length that is allowed. */
function misfit(pattern: string, min: number): string {
  const whole = new RegExp(`^(?:${pattern})$`, 'u')
  const found = ['!', ' ', '日', '/', '"', '\uFFFE']
    .map((it) => it.repeat(Math.max(min, 1)))
    .find((it) => !whole.test(it))
  if (found === undefined) throw new Error(`Everything matches ${pattern}.`)
  return found
}
