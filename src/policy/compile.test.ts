import { expect, test } from 'bun:test'
import { TextCache } from './cache'
import { compile, contextOf, evaluate, isFault, validate } from './index'

const statement = '{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"}'
const policy = `{"Version":"2012-10-17","Statement":[${statement}]}`

test('a document is compiled once a text, and called by each of its names', () => {
  const [one, again, other] = [compile(policy, 'one'), compile(policy, 'one'), compile(policy, 'other')]
  expect(one).toBe(again)
  if (isFault(one) || isFault(other)) throw new Error('The policy is in order.')
  expect([one.source, other.source]).toEqual(['one', 'other'])
  expect(one.statements).toBe(other.statements)
})

test('the cache holds so many texts, and the oldest go', () => {
  const cache = new TextCache<string>(4, 1_000)
  for (const text of ['a', 'b', 'c', 'd', 'e']) cache.get(text, (it) => `made of ${it}`)
  expect(cache.size).toEqual({ texts: 3, characters: 3 })
  expect(cache.get('e', () => 'made anew')).toBe('made of e')
  expect(cache.get('a', () => 'made anew')).toBe('made anew')
})

test('the cache holds so many characters, and never a text that is larger than itself', () => {
  const cache = new TextCache<string>(100, 100)
  for (let n = 0; n < 50; n += 1) cache.get(`${n}`.padStart(40, '0'), () => 'made')
  expect(cache.size.characters).toBeLessThanOrEqual(100)
  const { texts } = cache.size
  expect(cache.get('x'.repeat(101), () => 'made')).toBe('made')
  expect(cache.size.texts).toBe(texts)
})

test('a huge document is refused before it is read', () => {
  const huge = `{"Version":"2012-10-17","Statement":[${`${statement},`.repeat(4_000)}${statement}]}`
  expect(validate(huge, 'identity')).toEqual({ fault: 'Syntax errors in policy.', line: 1, column: 1 })
  expect(isFault(compile(huge, 'huge'))).toBe(true)
})

test('the largest document is read', () => {
  const large = `{"Version":"2012-10-17","Statement":[${`${statement},\n`.repeat(3_000)}${statement}]}`
  expect(validate(large, 'identity')).toBeUndefined()
})

test('a policy answers for any number of actions', () => {
  const compiled = compile(policy, 'many')
  if (isFault(compiled)) throw new Error(compiled.fault)
  const principal = { kind: 'user', arn: 'arn:aws:iam::1:user/u', account: '1', ids: [] } as const
  const question = { principal, resource: 'arn:aws:s3:::b/k', resourceAccount: '1', context: contextOf([]) }
  for (let n = 0; n < 1_000; n += 1)
    expect(evaluate({ ...question, action: `s3:Action${n}` }, { identity: [compiled] }).result).toBe('ImplicitDeny')
  expect(evaluate({ ...question, action: 's3:GetObject' }, { identity: [compiled] }).result).toBe('Allow')
  expect(compiled.byAction.size).toBeLessThanOrEqual(300)
})
