import { expect } from 'bun:test'
import fc from '../../tests/random'
import { altered, unaltered } from './alterations.test-support'
import { refusal, type Sent, strict } from './sigv4.test-support'

/** A request to be signed by whichever signer. */
export interface Random {
  readonly service: string
  readonly method: string
  /** Percent-encoded. */
  readonly path: string
  readonly query: Readonly<Record<string, string | string[]>>
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
  readonly sessionToken: string | undefined
  readonly presignFor: number | undefined
}

const text = fc.string({ unit: 'binary', maxLength: 12 }).filter((it) => it.isWellFormed())
const odd = fc.constantFrom(
  'a b',
  'a+b',
  'a%b',
  'ä',
  "it's",
  '(1)',
  '*',
  '!',
  '~',
  ':',
  '@',
  '=',
  '&',
  '日本',
  'a/b',
  '$',
  ';',
  ',',
)
const segment = fc
  .oneof(odd, fc.string({ minLength: 1, maxLength: 8, unit: 'grapheme' }))
  .filter((it) => it.isWellFormed() && !/^\.{1,2}$/.test(it))
const path = fc.array(segment, { maxLength: 4 }).map((them) => `/${them.map(strict).join('/')}`)
const name = fc.oneof(odd, fc.stringMatching(/^[A-Za-z][A-Za-z0-9._~-]{0,6}$/))
const value = fc.oneof(text, odd, fc.constant(''))
const query = fc.dictionary(name, fc.oneof(value, fc.array(value, { minLength: 1, maxLength: 3 })), {
  maxKeys: 4,
  noNullPrototype: true,
})
const header = fc.stringMatching(/^[!-~]([ -~]{0,12}[!-~])?$/)

export const random: fc.Arbitrary<Random> = fc.record({
  service: fc.constantFrom('eks', 'eks-auth', 'sts', 'iam', 's3', 'podid', 'cloudtrail'),
  method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE'),
  path,
  query,
  body: fc.string({ maxLength: 40 }),
  headers: fc.dictionary(fc.constantFrom('x-a', 'x-amz-meta-b', 'content-type'), header, { noNullPrototype: true }),
  sessionToken: fc.constantFrom(undefined, 'the-token'),
  presignFor: fc.constantFrom(undefined, undefined, 1, 60, 604_800),
})

export const encodedQuery = (pairs: Random['query']): string =>
  Object.entries(pairs)
    .flatMap(([key, it]) => (Array.isArray(it) ? it : [it]).map((one) => `${strict(key)}=${strict(one)}`))
    .join('&')

/** What was signed is proved, also when it comes otherwise but means the same; and nothing else is. */
export async function proves(
  sent: Sent,
  { service, presignFor }: Pick<Random, 'service' | 'presignFor'>,
): Promise<void> {
  expect([sent, await refusal(sent)]).toEqual([sent, 'proved'])
  for (const [what, other] of unaltered(sent, service))
    expect([what, other, await refusal(other)]).toEqual([what, other, 'proved'])
  const bodyIsBound = service !== 's3' || presignFor === undefined
  for (const [what, other] of altered(sent, bodyIsBound))
    expect([what, other, await refusal(other)]).not.toEqual([what, other, 'proved'])
}
