import { expect, test } from 'bun:test'
import { warningsOf } from './policy-warnings'

const written = (...statements: object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, 2)
const pods = { Effect: 'Allow', Principal: { Service: 'pods.eks.amazonaws.com' } }

test('a policy as it should be has none', () => {
  expect(warningsOf(written({ Effect: 'Allow', Action: 's3:*', Resource: 'arn:aws:s3:::a/*' }))).toEqual([])
  expect(warningsOf(written({ ...pods, Action: ['sts:AssumeRole', 'sts:TagSession'] }))).toEqual([])
  expect(warningsOf(written({ ...pods, Action: 'sts:AssumeRole' }, { ...pods, Action: 'sts:TagSession' }))).toEqual([])
})

test('everything allowed is told, at its statement', () => {
  const policy = written(
    { Effect: 'Deny', Action: '*', Resource: '*' },
    { Effect: 'Allow', Action: '*', Resource: '*' },
  )
  expect(warningsOf(policy)).toEqual([{ warning: 'This allows everything: full administration.', line: 9, column: 5 }])
})

test('NotAction, anyone, a missing TagSession, and variables of the old version', () => {
  const [notAction] = warningsOf(written({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }))
  expect(notAction?.warning).toStartWith('NotAction allows')
  const [anyone] = warningsOf(written({ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }))
  expect(anyone?.warning).toStartWith('This lets anyone in')
  const [tags] = warningsOf(written({ ...pods, Action: 'sts:AssumeRole' }))
  expect(tags?.warning).toBe('EKS Pod Identity needs both sts:AssumeRole and sts:TagSession.')
  const old = JSON.stringify({
    Statement: { Effect: 'Allow', Action: 's3:*', Resource: 'arn:aws:s3:::${aws:username}' },
  })
  expect(warningsOf(old)[0]?.warning).toContain('2012-10-17')
})

test('what cannot be read has errors, no warnings', () => {
  expect(warningsOf('{')).toEqual([])
})
