import { expect, test } from 'bun:test'
import { CreateRoleCommand } from '@aws-sdk/client-iam'
import { AssumeRoleCommand, GetCallerIdentityCommand, GetSessionTokenCommand, STSClient } from '@aws-sdk/client-sts'
import { account, refusal, sdkWorld } from './world'

const world = sdkWorld()

test('a user, a session of a role, a session of a user', async () => {
  const arn = `arn:aws:iam::${account}:user/admin`
  expect(await world.sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
    Account: account,
    Arn: arn,
    UserId: expect.stringMatching(/^AIDA/),
  })

  const Statement = [{ Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' }]
  const { Role } = await world.iam.send(
    new CreateRoleCommand({
      Path: '/deep/',
      RoleName: 'other',
      AssumeRolePolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement }),
    }),
  )
  const { Credentials, AssumedRoleUser } = await world.sts.send(
    new AssumeRoleCommand({ RoleArn: Role?.Arn, RoleSessionName: 'me' }),
  )
  expect(AssumedRoleUser).toEqual({
    Arn: `arn:aws:sts::${account}:assumed-role/other/me`,
    AssumedRoleId: `${Role?.RoleId}:me`,
  })
  expect(await as(Credentials)).toMatchObject({ Arn: AssumedRoleUser?.Arn, UserId: `${Role?.RoleId}:me` })

  const session = await world.sts.send(new GetSessionTokenCommand({}))
  expect(await as(session.Credentials)).toMatchObject({ Arn: arn })
})

test('a role that trusts others refuses, and one that is not there in the same words', async () => {
  for (const role of ['app', 'none']) {
    const RoleArn = `arn:aws:iam::${account}:role/${role}`
    expect(await refusal(world.sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'me' })))).toContain(
      `AccessDenied 403: User: arn:aws:iam::${account}:user/admin is not authorized to perform: sts:AssumeRole on resource: ${RoleArn}`,
    )
  }
})

test('a wrong secret is refused', async () => {
  const { accessKeyId } = world.server.credentials
  const sts = new STSClient({ ...world.server.sdk, credentials: { accessKeyId, secretAccessKey: 'wrong' } })
  expect(await refusal(sts.send(new GetCallerIdentityCommand({})))).toMatch(
    /^SignatureDoesNotMatch 403: The request signature we calculated does not match/,
  )
})

async function as(credentials: { AccessKeyId?: string; SecretAccessKey?: string; SessionToken?: string } | undefined) {
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken } = credentials ?? {}
  const sts = new STSClient({
    ...world.server.sdk,
    credentials: { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken },
  })
  return sts.send(new GetCallerIdentityCommand({}))
}
