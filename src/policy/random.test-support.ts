import fc from '../../tests/random'
import { cast } from './cases.test-support'
import { compile, contextOf, type Grants, isFault, type Policy, type Question } from './index'
import type { Document, Documents, Statement } from './naive.test-support'

// Random policies and questions over few words, so that they meet: all three answers must come up often.

const arns = {
  account: '111122223333',
  root: 'arn:aws:iam::111122223333:root',
  ann: 'arn:aws:iam::111122223333:user/ann',
  role: 'arn:aws:iam::111122223333:role/teams/app',
  session: 'arn:aws:sts::111122223333:assumed-role/app/web-1',
  provider: 'arn:aws:iam::111122223333:oidc-provider/example.com',
} as const

const values: Readonly<Record<string, readonly string[]>> = {
  'x:text': ['a', 'b', 'A', '*', '', 'a*', '?', '${x:name}', "${x:name, 'a'}", '${*}', '${x:list}'],
  'x:list': ['a', 'b', 'A', '*', '', 'a*', '${x:text}'],
  'x:number': ['1', '2', '2.0', '10', 'ten'],
  'x:date': ['2020', '2020-01-01', '2020-01-01T02:00:00+02:00', '2021-06-01T00:00:00Z', '1577836800', 'soon'],
  'x:ip': ['10.0.0.0/8', '10.1.0.0/16', '10.1.2.3', '11.0.0.1', 'here'],
  'x:arn': [
    'arn:aws:sns:*:1:t',
    'arn:aws:sns:us:1:t',
    'arn:aws:sns:u*:1:${x:name}',
    'arn:aws:sns:us:1:x:t',
    '*',
    'topic',
  ],
  'x:name': ['a', 'b', '*'],
  'x:flag': ['true', 'false'],
}
const operators: Readonly<Record<string, readonly string[]>> = {
  'x:text': [
    'StringEquals',
    'StringNotEquals',
    'StringLike',
    'StringNotLike',
    'StringEqualsIgnoreCase',
    'StringNotEqualsIgnoreCase',
    'Unheard',
  ],
  'x:list': ['StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike'],
  'x:number': ['NumericEquals', 'NumericNotEquals', 'NumericLessThan', 'NumericGreaterThanEquals'],
  'x:date': ['DateEquals', 'DateNotEquals', 'DateLessThan', 'DateGreaterThanEquals'],
  'x:ip': ['IpAddress', 'NotIpAddress'],
  'x:arn': ['ArnLike', 'ArnNotLike', 'ArnEquals', 'ArnNotEquals'],
  'x:name': ['StringEquals', 'StringLike'],
  'x:flag': ['Null'],
}

const few = <Thing>(one: fc.Arbitrary<Thing>): fc.Arbitrary<Thing | Thing[]> =>
  fc.oneof({ weight: 1, arbitrary: one }, { weight: 1, arbitrary: fc.array(one, { maxLength: 4 }) })

const condition = fc.constantFrom(...Object.keys(values)).chain((key) =>
  fc
    .record({
      set: fc.constantFrom('', '', '', 'ForAnyValue:', 'ForAllValues:'),
      operator: fc.constantFrom(...(operators[key] ?? [])),
      ifExists: fc.constantFrom('', '', 'IfExists'),
      value: few(fc.constantFrom(...(values[key] ?? []))),
    })
    .map(({ set, operator, ifExists, value }) => ({ [`${set}${operator}${ifExists}`]: { [key]: value } })),
)
const conditions = fc.oneof(
  { weight: 4, arbitrary: fc.constant(undefined) },
  { weight: 3, arbitrary: condition },
  { weight: 1, arbitrary: fc.tuple(condition, condition).map(([one, other]) => ({ ...one, ...other })) },
)

const actions = few(
  fc.constantFrom('*', '*', 's3:*', 's3:*', 's3:Get*', 'S3:getobject', 's3:PutObject', 's3:?etObject', 'ec2:*'),
)
const resources = few(
  fc.constantFrom(
    '*',
    '*',
    '*',
    'arn:aws:s3:::b/*',
    'arn:aws:s3:::b/k',
    'arn:aws:s3:::b/${x:name}*',
    'arn:aws:s3*:b/?',
    'arn:aws:s3:::${x:text}/k',
    "arn:aws:s3:::b/${x:name, 'k'}",
    'arn:aws:?3:*:*b/*:c',
    'arn:aws:s*3:::b/k',
  ),
)
const people = fc.constantFrom('*', ...Object.values(arns), 'AIDAANN', 'AROAAPP', 'AROAAPP:web-1', '444455556666')
const principals = fc.oneof(
  fc.constant('*'),
  fc.record({ AWS: few(people) }),
  fc.record({ AWS: fc.subarray([arns.account, arns.ann, arns.role, arns.session]) }),
  fc.record({ Service: fc.constantFrom('pods.eks.amazonaws.com', '*', 'ec2.amazonaws.com') }),
  fc.record({ Federated: fc.constantFrom(arns.provider, '*') }),
)

const either = <Thing>(name: string, of: fc.Arbitrary<Thing>) =>
  fc.tuple(of, fc.constantFrom(name, name, name, name, `Not${name}`)).map(([value, called]) => ({ [called]: value }))

function statement(denies: number, guards: boolean): fc.Arbitrary<Statement> {
  return fc
    .tuple(
      fc.oneof(
        { weight: 10 - denies, arbitrary: fc.constant('Allow') },
        { weight: denies, arbitrary: fc.constant('Deny') },
      ),
      either('Action', actions),
      fc.oneof({ weight: 9, arbitrary: either('Resource', resources) }, { weight: 1, arbitrary: fc.constant({}) }),
      guards
        ? fc.oneof({ weight: 9, arbitrary: either('Principal', principals) }, { weight: 1, arbitrary: fc.constant({}) })
        : fc.constant({}),
      conditions,
    )
    .map(([Effect, action, resource, principal, Condition]) => ({
      Effect,
      ...action,
      ...resource,
      ...principal,
      ...(Condition === undefined ? {} : { Condition }),
    }))
}

/** Of a policy that has no principals. */
export const statements = statement(1, false)

export function document(guards = false): fc.Arbitrary<Document> {
  return fc.record({
    Version: fc.constantFrom('2012-10-17', '2012-10-17', '2008-10-17'),
    Statement: fc.array(statement(1, guards), { minLength: 1, maxLength: 4 }),
  })
}

const maybe = <Thing>(of: fc.Arbitrary<Thing>) => fc.option(of, { nil: undefined, freq: 1 })

export const documents: fc.Arbitrary<Documents> = fc.record({
  identity: fc.array(document(), { minLength: 1, maxLength: 3 }),
  resource: maybe(document(true)),
  trust: fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: document(true) }),
  boundary: fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: document() }),
  session: fc.oneof(
    { weight: 3, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.array(document(), { maxLength: 2 }) },
  ),
})

const entries = fc
  .tuple(
    ...Object.entries(values).map(([key, all]) => {
      const plain = all.filter((value) => !value.includes('${'))
      const one = fc.constantFrom(...plain)
      return fc
        .oneof(fc.constant(undefined), one, one, fc.array(one, { maxLength: 3 }))
        .map((value): readonly [string, string | readonly string[] | undefined] => [key.toUpperCase(), value])
    }),
  )
  .map((all) => contextOf(all))

export const questions: fc.Arbitrary<Question> = fc.record({
  principal: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...Object.values(cast).slice(0, 3)) },
    fc.constantFrom(...Object.values(cast)),
  ),
  action: fc.constantFrom('s3:GetObject', 's3:GetObject', 's3:PutObject', 'ec2:RunInstances'),
  resource: fc.constantFrom(
    'arn:aws:s3:::b/k',
    'arn:aws:s3:::b/k',
    'arn:aws:s3:::b/k',
    'arn:aws:s3:::b/a',
    'arn:aws:s3:::a/k',
    'arn:aws:s3:::b/*',
    'arn:aws:s3:x:y:b/k:c',
    '*',
  ),
  resourceAccount: fc.constantFrom(arns.account, arns.account, arns.account, '444455556666'),
  context: entries,
})

export function compiled(of: Document): Policy {
  const policy = compile(JSON.stringify(of), 'random')
  if (isFault(policy)) throw new Error(policy.fault)
  return policy
}

export function grantsFrom({ identity, resource, trust, boundary, session }: Documents): Grants {
  return {
    identity: identity.map(compiled),
    resource: resource && compiled(resource),
    trust: trust && compiled(trust),
    boundary: boundary && compiled(boundary),
    session: session?.map(compiled),
  }
}
