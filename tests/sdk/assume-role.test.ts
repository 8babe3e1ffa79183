import { beforeAll, expect } from 'bun:test'
import { GetAccountSummaryCommand, ListUsersCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { AssumeRoleCommand, GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts'
import { operationTests } from './operation'
import { allow, document, newRole, signingWith, trusting } from './sessions'
import { account, sdkWorld } from './world'

const world = sdkWorld()
const assumeRole = operationTests('sts', 'AssumeRole', {
  never: {
    ExpiredTokenException: 'given for the tokens of ProvidedContexts, which podid does not take',
  },
  differs:
    'There is no MFA, and ProvidedContexts are refused. PackedPolicySize is an estimate: how AWS packs tags and policies is not published.',
})
const RoleArn = `arn:aws:iam::${account}:role/other`
const assume = (more: Partial<AssumeRoleCommand['input']> = {}, sts: STSClient = world.sts) =>
  sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'me', ...more }))
let roleId: string

beforeAll(async () => {
  const trust = trusting({ AWS: account }, ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'])
  roleId = (await newRole(world.iam, 'other', trust, allow(['sts:*', 'iam:List*']))).id
  await newRole(world.iam, 'plain', trusting({ AWS: account }, 'sts:AssumeRole'))
})

assumeRole.succeeds('gives a session of the role, and no PackedPolicySize where nothing was packed', async () => {
  const answer = await assume()
  expect(answer.AssumedRoleUser).toEqual({
    Arn: `arn:aws:sts::${account}:assumed-role/other/me`,
    AssumedRoleId: `${roleId}:me`,
  })
  expect(answer.Credentials?.AccessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/)
  const life = (answer.Credentials?.Expiration?.getTime() ?? 0) - Date.now()
  expect(Math.round(life / 60_000)).toBe(60)
  expect([answer.PackedPolicySize, answer.SourceIdentity]).toEqual([undefined, undefined])
})

assumeRole.succeeds('tags and source identity go on through a chain', async () => {
  const Tags = [
    { Key: 'Team', Value: 'a' },
    { Key: 'Lost', Value: 'b' },
  ]
  const first = await assume({ Tags, TransitiveTagKeys: ['team'], SourceIdentity: 'alice' })
  expect(first).toMatchObject({ SourceIdentity: 'alice', PackedPolicySize: expect.any(Number) })
  const second = await assume({ RoleSessionName: 'next' }, signingWith(world.server, first.Credentials).sts)
  expect(second).toMatchObject({ SourceIdentity: 'alice', PackedPolicySize: expect.any(Number) })
  const Condition = { StringEquals: { 'aws:PrincipalTag/Team': 'a' }, Null: { 'aws:PrincipalTag/Lost': 'true' } }
  const PolicyDocument = document(allow('iam:GetAccountSummary', { Condition }))
  await world.iam.send(new PutRolePolicyCommand({ RoleName: 'other', PolicyName: 'tagged', PolicyDocument }))
  const summary = await signingWith(world.server, second.Credentials).iam.send(new GetAccountSummaryCommand({}))
  expect(summary.SummaryMap?.Users).toBe(1)
})

assumeRole.succeeds('a session policy limits it', async () => {
  const { Credentials } = await assume({ Policy: document(allow('sts:*')) })
  const { iam, sts } = signingWith(world.server, Credentials)
  await sts.send(new GetCallerIdentityCommand({}))
  expect(String(await iam.send(new ListUsersCommand({})).catch((error) => error))).toContain(
    'because no session policy allows the iam:ListUsers action',
  )
})

assumeRole.refuses(
  'AccessDenied',
  'a role that trusts others',
  () => assume({ RoleArn: `arn:aws:iam::${account}:role/app` }),
  /^User: arn:aws:iam::0{12}:user\/admin is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::0{12}:role\/app$/,
)
assumeRole.refuses(
  'AccessDenied',
  'a role that is not there, in the same words',
  () => assume({ RoleArn: `arn:aws:iam::${account}:role/none` }),
  /^User: arn:aws:iam::0{12}:user\/admin is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::0{12}:role\/none$/,
)
assumeRole.refuses(
  'AccessDenied',
  'tags where sts:TagSession is not allowed',
  () => assume({ RoleArn: `arn:aws:iam::${account}:role/plain`, Tags: [{ Key: 'a', Value: 'b' }] }),
  /is not authorized to perform: sts:TagSession on resource: /,
)
assumeRole.refuses(
  'AccessDenied',
  'another source identity than the session has',
  async () => {
    const { Credentials } = await assume({ SourceIdentity: 'alice' })
    return assume({ SourceIdentity: 'bob' }, signingWith(world.server, Credentials).sts)
  },
  /is not authorized to perform: sts:SetSourceIdentity on resource: /,
)
assumeRole.refuses(
  'ValidationError',
  'longer than the role allows',
  () => assume({ DurationSeconds: 3_601 }),
  'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
)
assumeRole.refuses(
  'ValidationError',
  'longer than an hour in a chain',
  async () => assume({ DurationSeconds: 3_601 }, signingWith(world.server, (await assume()).Credentials).sts),
  'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
)
assumeRole.refuses(
  'ValidationError',
  'what is no role’s ARN',
  () => assume({ RoleArn: 'nothing-valid-in-here' }),
  'nothing-valid-in-here is invalid',
)
assumeRole.refuses(
  'ValidationError',
  'a session name with a colon',
  () => assume({ RoleSessionName: 'Session1:2' }),
  "1 validation error detected: Value 'Session1:2' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*",
)
assumeRole.refuses(
  'InvalidParameterValue',
  'a transitive key that is no tag',
  () => assume({ TransitiveTagKeys: ['a'] }),
  'The specified transitive tag key must be included in the requested tags.',
)
assumeRole.refuses(
  'InvalidParameterValue',
  'a tag said twice',
  () =>
    assume({
      Tags: [
        { Key: 'a', Value: '1' },
        { Key: 'A', Value: '2' },
      ],
    }),
  'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
)
assumeRole.refuses(
  'InvalidParameterValue',
  'a transitive tag set anew in a chain',
  async () => {
    const { Credentials } = await assume({ Tags: [{ Key: 'Team', Value: 'a' }], TransitiveTagKeys: ['Team'] })
    return assume({ Tags: [{ Key: 'team', Value: 'b' }] }, signingWith(world.server, Credentials).sts)
  },
  "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
)
assumeRole.refuses(
  'MalformedPolicyDocument',
  'a session policy that is no JSON',
  () => assume({ Policy: '{' }),
  'This policy contains invalid Json',
)
assumeRole.refuses(
  'PackedPolicyTooLarge',
  'more tags than a session can carry',
  () => assume({ Tags: Array.from({ length: 50 }, (_, at) => ({ Key: `key-${at}`, Value: 'v'.repeat(40) })) }),
  /^Packed size of session tags consumes \d+% of allotted space\.$/,
)
