import { expect, test } from 'bun:test'
import fc from 'fast-check'
import {
  compile,
  contextOf,
  evaluate,
  type Grants,
  isFault,
  type Policy,
  principalsOf,
  replacePrincipals,
  trustFits,
} from './index'

const principal = {
  kind: 'session',
  arn: 'arn:aws:sts::1:assumed-role/r/s',
  account: '1',
  roleArn: 'arn:aws:iam::1:role/r',
  ids: ['AROA', 'AROA:s'],
} as const
const actions = ['s3:GetObject', 's3:PutObject', 'eks:List'] as const
const resources = ['arn:aws:s3:::a/x', 'arn:aws:s3:::b/y'] as const

const condition = fc.oneof(
  fc.constant(undefined),
  fc.record({
    operator: fc.constantFrom(
      'StringEquals',
      'StringNotEquals',
      'StringLike',
      'Null',
      'ForAllValues:StringEquals',
      'Unheard',
    ),
    value: fc.constantFrom('a', 'b', '*', 'true'),
  }),
)
const statement = fc
  .record({
    Effect: fc.constantFrom('Allow', 'Deny'),
    Action: fc.constantFrom('*', 's3:*', 's3:Get*', ...actions),
    Resource: fc.constantFrom('*', 'arn:aws:s3:::a/*', 'arn:aws:s3:::${a:k}/*', ...resources),
    condition,
  })
  .map(({ condition: it, ...rest }) => ({
    ...rest,
    ...(it === undefined ? {} : { Condition: { [it.operator]: { 'a:k': it.value } } }),
  }))
const policy = fc.array(statement, { minLength: 1, maxLength: 4 })
const question = fc.record({
  action: fc.constantFrom(...actions),
  resource: fc.constantFrom(...resources),
  value: fc.constantFrom(undefined, 'a', 'b', '*'),
})
type Asked = { readonly action: string; readonly resource: string; readonly value: string | undefined }

function made(statements: unknown): Policy {
  const compiled = compile(JSON.stringify({ Version: '2012-10-17', Statement: statements }), 'p')
  if (isFault(compiled)) throw new Error(compiled.fault)
  return compiled
}
const ask = ({ action, resource, value }: Asked, grants: Grants) =>
  evaluate({ principal, action, resource, resourceAccount: '1', context: contextOf([['a:k', value]]) }, grants).result

const runs = { numRuns: 2_000 }

test('an explicit deny always wins', () => {
  const deny = made([{ Effect: 'Deny', Action: '*', Resource: '*' }])
  fc.assert(
    fc.property(policy, question, (one, asked) => ask(asked, { identity: [made(one), deny] }) === 'ExplicitDeny'),
    runs,
  )
})

test('adding an Allow never takes access away', () => {
  fc.assert(
    fc.property(policy, statement, question, (one, more, asked) => {
      const before = ask(asked, { identity: [made(one)] })
      const after = ask(asked, { identity: [made(one), made([{ ...more, Effect: 'Allow' }])] })
      return before !== 'Allow' || after === 'Allow'
    }),
    runs,
  )
})

test('boundary and session policies only narrow', () => {
  fc.assert(
    fc.property(policy, policy, question, (one, limit, asked) => {
      const free = ask(asked, { identity: [made(one)] })
      return [{ boundary: made(limit) }, { session: [made(limit)] }].every(
        (it) => ask(asked, { identity: [made(one)], ...it }) !== 'Allow' || free === 'Allow',
      )
    }),
    runs,
  )
})

test('StringEquals and StringNotEquals are duals on a key that is there', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (written, value) => {
      const [yes, no] = ['StringEquals', 'StringNotEquals'].map((operator) =>
        ask(
          { action: 's3:GetObject', resource: resources[0], value },
          {
            identity: [
              made([
                {
                  Effect: 'Allow',
                  Action: '*',
                  Resource: '*',
                  Condition: { [operator]: { 'a:k': [`x${written.replaceAll('$', '')}`] } },
                },
              ]),
            ],
          },
        ),
      )
      return yes !== no
    }),
    runs,
  )
})

test('an unknown operator never helps an Allow and never stops a Deny', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), question, (word, asked) => {
      const Condition = { [`Un${word}`]: { 'a:k': 'a' } }
      const allow = made([{ Effect: 'Allow', Action: '*', Resource: '*', Condition }])
      const all = made([{ Effect: 'Allow', Action: '*', Resource: '*' }])
      const deny = made([{ Effect: 'Deny', Action: '*', Resource: '*', Condition }])
      return (
        ask(asked, { identity: [allow] }) === 'ImplicitDeny' && ask(asked, { identity: [all, deny] }) === 'ExplicitDeny'
      )
    }),
    runs,
  )
})

test('adversarial wildcards end', () => {
  const Resource = `arn:${'a*'.repeat(200)}b`
  expect(
    ask(
      { action: 's3:GetObject', resource: `arn:${'a'.repeat(5_000)}`, value: undefined },
      { identity: [made([{ Effect: 'Allow', Action: '*', Resource }])] },
    ),
  ).toBe('ImplicitDeny')
})

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
