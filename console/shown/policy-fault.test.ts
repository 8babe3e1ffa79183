import { expect, test } from 'bun:test'
import { faultInWords, lengthInWords } from './policy-fault'

const policy = (Resource: string): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource }] })

test('nothing typed yet is no fault, and what AWS takes is none', () => {
  expect(faultInWords(' \n', 'identity')).toBeUndefined()
  expect(faultInWords(policy('*'), 'identity')).toBeUndefined()
})

test('a fault says where', () => {
  expect(faultInWords('{\n"Version": 1}', 'identity')).toBe('Line 2, column 12: Syntax errors in policy.')
})

test('IAM takes Latin characters only; others take any', () => {
  for (const sign of ['\u202e', '→', '日'])
    for (const kind of ['identity', 'session'] as const)
      expect(faultInWords(policy(`arn:aws:s3:::a/${sign}`), kind) === undefined).toBe(kind === 'session')
  expect(faultInWords(policy('arn:aws:s3:::a/é'), 'identity')).toBeUndefined()
})

test('length without white space', () => {
  const long = policy(`arn:aws:s3:::a/${'x'.repeat(2_000)}`)
  expect(faultInWords(long, 'identity', 2_000)).toContain('of at most 2,000 characters')
  expect(faultInWords(`${policy('*')}${' '.repeat(3_000)}`, 'identity', 2_000)).toBeUndefined()
  expect(lengthInWords('a b\nc', 10)).toBe('3 of at most 10 characters; white space does not count.')
})
