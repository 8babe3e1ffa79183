import { matchesWildcard } from './pattern'

/** Compares one value of the request with one of the policy. Undefined: one of them cannot be read. */
export type Compare = (asked: string, written: string) => boolean | undefined

export interface Operator {
  readonly compare: Compare
  /** The policy's value may hold wildcards that `compare` (through the pattern) understands. */
  readonly pattern?: boolean
}

const numeric =
  (compare: (asked: number, written: number) => boolean): Compare =>
  (asked, written) => {
    const [left, right] = [numberOf(asked), numberOf(written)]
    return left === undefined || right === undefined ? undefined : compare(left, right)
  }

const dated =
  (compare: (asked: number, written: number) => boolean): Compare =>
  (asked, written) => {
    const [left, right] = [instantOf(asked), instantOf(written)]
    return left === undefined || right === undefined ? undefined : compare(left, right)
  }

/**
 * The condition operators. `Not…`, `…IfExists`, `ForAnyValue:` and `ForAllValues:` are no rows: they come by themselves.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export const operators: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['StringEquals', { compare: (asked, written) => asked === written }],
  ['StringEqualsIgnoreCase', { compare: (asked, written) => asked.toLowerCase() === written.toLowerCase() }],
  ['StringLike', { compare: () => undefined, pattern: true }],
  ['NumericEquals', { compare: numeric((asked, written) => asked === written) }],
  ['NumericLessThan', { compare: numeric((asked, written) => asked < written) }],
  ['NumericLessThanEquals', { compare: numeric((asked, written) => asked <= written) }],
  ['NumericGreaterThan', { compare: numeric((asked, written) => asked > written) }],
  ['NumericGreaterThanEquals', { compare: numeric((asked, written) => asked >= written) }],
  ['DateEquals', { compare: dated((asked, written) => asked === written) }],
  ['DateLessThan', { compare: dated((asked, written) => asked < written) }],
  ['DateLessThanEquals', { compare: dated((asked, written) => asked <= written) }],
  ['DateGreaterThan', { compare: dated((asked, written) => asked > written) }],
  ['DateGreaterThanEquals', { compare: dated((asked, written) => asked >= written) }],
  ['Bool', { compare: truth }],
  ['BinaryEquals', { compare: (asked, written) => asked === written }],
  ['IpAddress', { compare: inNetwork }],
  ['ArnEquals', { compare: sameArn }],
  ['ArnLike', { compare: sameArn }],
])

/** The operators that say the opposite of a row. */
export const opposites: ReadonlyMap<string, string> = new Map([
  ['StringNotEquals', 'StringEquals'],
  ['StringNotEqualsIgnoreCase', 'StringEqualsIgnoreCase'],
  ['StringNotLike', 'StringLike'],
  ['NumericNotEquals', 'NumericEquals'],
  ['DateNotEquals', 'DateEquals'],
  ['NotIpAddress', 'IpAddress'],
  ['ArnNotEquals', 'ArnEquals'],
  ['ArnNotLike', 'ArnLike'],
])

function numberOf(text: string): number | undefined {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)) return undefined
  return Number(text)
}

/** ISO 8601 as W3C's profile has it (https://www.w3.org/TR/NOTE-datetime), or seconds since the epoch; milliseconds. */
function instantOf(text: string): number | undefined {
  if (/^-?\d{5,}(\.\d+)?$/.test(text)) return Number(text) * 1_000
  if (!/^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?)?)?$/.test(text)) return undefined
  const instant = Date.parse(/T/.test(text) && !/(Z|[+-]\d\d:?\d\d)$/.test(text) ? `${text}Z` : text)
  return Number.isNaN(instant) ? undefined : instant
}

function truth(asked: string, written: string): boolean | undefined {
  const [left, right] = [asked.toLowerCase(), written.toLowerCase()]
  if (right !== 'true' && right !== 'false') return undefined
  return left === right
}

/** Each of the six parts of an ARN by itself: a wildcard crosses no colon but in the last part. */
function sameArn(asked: string, written: string): boolean | undefined {
  if (written === '*') return true
  const [left, right] = [arnParts(asked), arnParts(written)]
  if (right === undefined) return undefined
  if (left === undefined) return false
  return right.every((part, at) => matchesWildcard(part, left[at] ?? ''))
}

function arnParts(text: string): readonly string[] | undefined {
  const parts = text.split(':')
  if (parts.length < 6 || parts[0] !== 'arn') return undefined
  return [...parts.slice(0, 5), parts.slice(5).join(':')]
}

function inNetwork(asked: string, written: string): boolean | undefined {
  const [network = '', length] = written.split('/')
  const [address, base] = [bitsOf(asked), bitsOf(network)]
  if (address === undefined || base === undefined) return undefined
  if (address.length !== base.length) return false
  const wanted = length === undefined ? base.length : /^\d{1,3}$/.test(length) ? Number(length) : Number.NaN
  if (!(wanted >= 0 && wanted <= base.length)) return undefined
  return address.slice(0, wanted) === base.slice(0, wanted)
}

/** An address as a row of bits: 32 or 128 characters. An IPv4 address inside IPv6 (`::ffff:…`) is the IPv4 one. */
function bitsOf(text: string): string | undefined {
  const four = /^(?:::ffff:)?(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/i.exec(text)
  if (four !== null) {
    const bytes = four.slice(1).map(Number)
    return bytes.every((byte) => byte <= 255)
      ? bytes.map((byte) => byte.toString(2).padStart(8, '0')).join('')
      : undefined
  }
  const halves = text.split('::')
  if (halves.length > 2 || !/^[0-9a-f:]+$/i.test(text)) return undefined
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')))
  const [before = [], after = []] = groups
  const gap = 8 - before.length - after.length
  if (halves.length === 2 ? gap < 1 : gap !== 0) return undefined
  const all = [...before, ...Array.from({ length: gap }, () => '0'), ...after]
  if (!all.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined
  return all.map((group) => Number.parseInt(group, 16).toString(2).padStart(16, '0')).join('')
}
