import { isInside, networkOf } from './addresses'
import { momentOf } from './moments'
import type { Manner } from './pattern'

/** Whether one value of the request compares so with a policy's. Undefined: it cannot be read. */
export type Compare = (asked: string) => boolean | undefined

/** A row: either texts are matched as patterns, or a policy's value is read once and then compared with values of requests. */
export type Operator =
  | { readonly manner: Manner }
  | {
      readonly reads: (written: string) => Compare
      /** Policy variables are replaced in its values; where they are not, they are plain text. */
      readonly variables?: true
    }

const unreadable: Compare = () => undefined

const by =
  <Thing>(read: (text: string) => Thing | undefined, compare: (asked: Thing, written: Thing) => boolean) =>
  (written: string): Compare => {
    const right = read(written)
    if (right === undefined) return unreadable
    return (asked) => {
      const left = read(asked)
      return left === undefined ? undefined : compare(left, right)
    }
  }

type Amount = number | bigint
const numeric = (compare: (asked: Amount, written: Amount) => boolean) => ({ reads: by(amountOf, compare) })
const dated = (compare: (asked: number, written: number) => boolean) => ({ reads: by(momentOf, compare) })

/**
 * The condition operators. `Not…`, `…IfExists`, `ForAnyValue:` and `ForAllValues:` are no rows: they come by themselves.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export const operators: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['StringEquals', { manner: 'plain' }],
  ['StringEqualsIgnoreCase', { reads: by(lowered, (asked, written) => asked === written), variables: true }],
  ['StringLike', { manner: 'wild' }],
  ['NumericEquals', numeric((asked, written) => !(asked < written) && !(asked > written))],
  ['NumericLessThan', numeric((asked, written) => asked < written)],
  ['NumericLessThanEquals', numeric((asked, written) => asked <= written)],
  ['NumericGreaterThan', numeric((asked, written) => asked > written)],
  ['NumericGreaterThanEquals', numeric((asked, written) => asked >= written)],
  ['DateEquals', dated((asked, written) => asked === written)],
  ['DateLessThan', dated((asked, written) => asked < written)],
  ['DateLessThanEquals', dated((asked, written) => asked <= written)],
  ['DateGreaterThan', dated((asked, written) => asked > written)],
  ['DateGreaterThanEquals', dated((asked, written) => asked >= written)],
  ['Bool', { reads: by(truthOf, (asked, written) => asked === written), variables: true }],
  ['BinaryEquals', { reads: by(binaryOf, (asked, written) => asked === written) }],
  ['IpAddress', { reads: by(networkOf, isInside) }],
  ['ArnEquals', { manner: 'arn' }],
  ['ArnLike', { manner: 'arn' }],
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

function lowered(text: string): string {
  return text.toLowerCase()
}

/** Whole numbers that a double would round are kept whole. */
function amountOf(text: string): Amount | undefined {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/.test(text) || text.length > 400) return undefined
  return /^[+-]?\d{16,}$/.test(text) ? BigInt(text.replace('+', '')) : Number(text)
}

export function truthOf(text: string): boolean | undefined {
  const word = text.toLowerCase()
  return word === 'true' ? true : word === 'false' ? false : undefined
}

/** Bytes written in base64, as a text of one character a byte. */
function binaryOf(text: string): string | undefined {
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)) return undefined
  return atob(text)
}
