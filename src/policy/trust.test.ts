import { expect, test } from 'bun:test'
import { compile, isFault, type Policy, principalsOf, replacePrincipals, trustFits } from './index'

function made(Statement: unknown): Policy {
  const compiled = compile(JSON.stringify({ Version: '2012-10-17', Statement }), 'p')
  if (isFault(compiled)) throw new Error(compiled.fault)
  return compiled
}

const trust =
  '{ "Version": "2012-10-17",\n "Statement": [{"Effect":"Allow","Principal":{"AWS":["arn:aws:iam::1:role/r","*"],"Service":"pods.eks.amazonaws.com"},"Action":["sts:AssumeRole","sts:Tag*"]}]}'

test('a trust policy names its principals, and can have them replaced without another change', () => {
  expect(principalsOf(made(JSON.parse(trust).Statement))).toEqual([
    { kind: 'AWS', value: 'arn:aws:iam::1:role/r' },
    { kind: 'AWS', value: '*' },
    { kind: 'Service', value: 'pods.eks.amazonaws.com' },
  ])
  expect(replacePrincipals(trust, (it) => (it === '*' ? it : 'AROA1'))).toBe(
    trust.replace('arn:aws:iam::1:role/r', 'AROA1'),
  )
  expect(trustFits(trust, 'pods.eks.amazonaws.com', ['sts:AssumeRole', 'sts:TagSession'])).toBe(true)
  expect(trustFits(trust, 'ec2.amazonaws.com', ['sts:AssumeRole'])).toBe(false)
  expect(
    trustFits(trust.replace('sts:Tag*', 'sts:SetSourceIdentity'), 'pods.eks.amazonaws.com', [
      'sts:AssumeRole',
      'sts:TagSession',
    ]),
  ).toBe(false)
})
