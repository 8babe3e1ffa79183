import { isRecord } from './record'
import { isScalar } from './scalars'
import type { Bounded, Member, Shape, Structure, Text } from './shape'

/** How a service words what breaks its model. */
export interface Wording {
  /** What of the values is repeated: IAM was seen to repeat none, STS none that breaks an enum. */
  readonly repeats: 'all' | 'no enums' | 'none'
  /** Shapes whose enum is not enforced. */
  readonly openEnums: ReadonlySet<string>
}

/** One broken constraint. `path` is spelled as AWS spells it: `tags.1.member.key`. */
export interface Breach {
  readonly path: string
  /** Undefined when the value is absent, a structure, secret or too long to repeat. */
  readonly value: string | undefined
  readonly kind: 'required' | 'length' | 'range' | 'pattern' | 'enum' | 'parts'
  readonly constraint: string
  readonly member: Member
  readonly absent: boolean
}

const most = 50
/** No value longer than this is tried on a pattern: it fails. */
const longestTried = 131_072
const longestShown = 1024

/** What breaks the model's constraints, at most the first fifty. */
export function breaches(structure: Structure, value: Readonly<Record<string, unknown>>, wording: Wording): Breach[] {
  const found: Breach[] = []
  inStructure(structure, value, '', structure.sensitive, { wording, found })
  return found
}

interface Walk {
  readonly wording: Wording
  readonly found: Breach[]
}

function inStructure(
  structure: Structure,
  value: Readonly<Record<string, unknown>>,
  prefix: string,
  hidden: boolean,
  walk: Walk,
): void {
  for (const member of structure.members) {
    if (walk.found.length >= most) return
    const said = value[member.name]
    if (said !== undefined) inValue(member, said, prefix + lowerFirst(member.name), hidden, walk)
    else if (member.required) {
      const path = prefix + lowerFirst(member.name)
      const constraint = 'Member must not be null'
      walk.found.push({ path, value: undefined, kind: 'required', constraint, member, absent: true })
    }
  }
}

function inValue(member: Member, value: unknown, path: string, secret: boolean, walk: Walk): void {
  const { shape } = member
  const hidden = secret || shape.sensitive
  if (shape.kind === 'structure') {
    inStructure(shape, isRecord(value) ? value : {}, `${path}.`, hidden, walk)
    return
  }
  for (const [kind, constraint] of broken(shape, value, walk.wording)) {
    walk.found.push({ path, value: hidden ? undefined : shown(value), kind, constraint, member, absent: false })
  }
  if (shape.kind === 'list' && Array.isArray(value)) inList(member, shape.member, value, path, hidden, walk)
  if (shape.kind === 'map' && isRecord(value)) {
    const keys = Object.keys(value)
    inParts(member, shape.key.shape, keys, 'Map keys', path, hidden, walk)
    inParts(member, shape.value.shape, Object.values(value), 'Map value', path, hidden, walk)
  }
}

function inList(whole: Member, member: Member, values: readonly unknown[], path: string, hidden: boolean, walk: Walk) {
  if (isScalar(member.shape)) return inParts(whole, member.shape, values, 'Member', path, hidden, walk)
  for (const [at, value] of values.entries()) {
    if (walk.found.length >= most) return
    inValue(member, value, `${path}.${at + 1}.member`, hidden, walk)
  }
}

/** Lists of plain values and maps are complained of as a whole, with all that their parts must be. */
function inParts(
  member: Member,
  shape: Shape,
  values: readonly unknown[],
  which: string,
  path: string,
  hidden: boolean,
  walk: Walk,
): void {
  if (!values.some((value) => broken(shape, value, walk.wording).length > 0)) return
  const constraint = `${which} must satisfy constraint: [${all(shape).join(', ')}]`
  const value = hidden || shape.sensitive || which !== 'Member' ? undefined : shown(values)
  walk.found.push({ path, value, kind: 'parts', constraint, member, absent: false })
}

function broken(shape: Shape, value: unknown, wording: Wording): (readonly [Breach['kind'], string])[] {
  const found: (readonly [Breach['kind'], string])[] = []
  if (shape.kind === 'structure') return found
  const { min, max } = shape
  if (min !== undefined || max !== undefined) {
    const size = sizeOf(value, min, max)
    const kind = typeof value === 'number' ? 'range' : 'length'
    if (min !== undefined && size < min) found.push([kind, atLeast(shape, min)])
    if (max !== undefined && size > max) found.push([kind, atMost(shape, max)])
  }
  if (shape.kind === 'string' && typeof value === 'string') inText(shape, value, wording, found)
  return found
}

function inText(shape: Text, value: string, wording: Wording, found: (readonly [Breach['kind'], string])[]): void {
  const { pattern, allowed, max = longestTried } = shape
  if (pattern !== undefined && (value.length > Math.min(2 * max, longestTried) || !pattern.whole.test(value)))
    found.push(['pattern', mustMatch(pattern.source)])
  if (allowed !== undefined && !wording.openEnums.has(shape.name) && !allowed.has(value))
    found.push(['enum', mustBeOf(allowed)])
}

/** All that a shape asks for, in AWS's order. */
function all(shape: Shape): string[] {
  if (shape.kind === 'structure') return []
  const said: string[] = []
  if (shape.max !== undefined) said.push(atMost(shape, shape.max))
  if (shape.min !== undefined) said.push(atLeast(shape, shape.min))
  if (shape.kind === 'string' && shape.pattern !== undefined) said.push(mustMatch(shape.pattern.source))
  if (shape.kind === 'string' && shape.allowed !== undefined) said.push(mustBeOf(shape.allowed))
  return said
}

const isCounted = (shape: Shape & Bounded): boolean => shape.kind === 'integer' || shape.kind === 'long'
const noun = (shape: Shape & Bounded): string => (isCounted(shape) ? 'value' : 'length')
const atLeast = (shape: Shape & Bounded, min: number): string =>
  `Member must have ${noun(shape)} greater than or equal to ${min}`
const atMost = (shape: Shape & Bounded, max: number): string =>
  `Member must have ${noun(shape)} less than or equal to ${max}`
const mustMatch = (pattern: string): string => `Member must satisfy regular expression pattern: ${pattern}`
const mustBeOf = (allowed: ReadonlySet<string>): string =>
  `Member must satisfy enum value set: [${[...allowed].join(', ')}]`

/** Texts are counted in code points; the count is made only where it can matter. */
function sizeOf(value: unknown, min = 0, max = Number.POSITIVE_INFINITY): number {
  if (typeof value === 'number') return value
  if (typeof value === 'string') {
    if (value.length > max * 2) return value.length
    return value.length > max || value.length < min * 2 ? [...value].length : value.length
  }
  if (value instanceof Uint8Array) return value.byteLength
  if (Array.isArray(value)) return value.length
  return isRecord(value) ? Object.keys(value).length : 0
}

function shown(value: unknown): string | undefined {
  const text = Array.isArray(value) ? (value.every(isPlain) ? `[${value.join(', ')}]` : undefined) : plainText(value)
  return text === undefined || text.length > longestShown ? undefined : text
}

function plainText(value: unknown): string | undefined {
  return isPlain(value) ? String(value) : undefined
}

function isPlain(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1)
}

/** `1 validation error detected: Value 'x' at 'roleName' failed to satisfy constraint: …` */
export function inAwsWords(found: readonly Breach[], { repeats }: Wording): string {
  const said = found.map(({ path, value, kind, constraint, absent }) => {
    const showing = value !== undefined && repeats !== 'none' && (kind !== 'enum' || repeats === 'all')
    const what = absent ? 'Value null' : showing ? `Value '${value}'` : 'Value'
    return `${what} at '${path}' failed to satisfy constraint: ${constraint}`
  })
  return `${said.length} validation error${said.length === 1 ? '' : 's'} detected: ${said.join('; ')}`
}
