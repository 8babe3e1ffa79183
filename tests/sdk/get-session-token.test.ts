import { expect } from 'bun:test'
import { IAMClient, ListUsersCommand } from '@aws-sdk/client-iam'
import {
  AssumeRoleCommand,
  GetAccessKeyInfoCommand,
  GetCallerIdentityCommand,
  GetSessionTokenCommand,
  STSClient,
} from '@aws-sdk/client-sts'
import { testServer } from '../server'
import { operationTests } from './operation'
import { newRole, signingWith, trusting } from './sessions'
import { account, refusal, sdkWorld } from './world'

const world = sdkWorld()
const getSessionToken = operationTests('sts', 'GetSessionToken', {
  differs:
    'Its sessions may call IAM, since the console signs in with them; with --sessions-may-call-iam off they may not, and of STS only AssumeRole and GetCallerIdentity. There is no MFA.',
})
const get = (more: Partial<GetSessionTokenCommand['input']> = {}, sts = world.sts) =>
  sts.send(new GetSessionTokenCommand(more))

getSessionToken.succeeds(
  'gives temporary credentials of the user, for twelve hours or as asked, which may call IAM',
  async () => {
    const { Credentials } = await get()
    const hours = (at: Date | undefined) => Math.round(((at?.getTime() ?? 0) - Date.now()) / 3_600_000)
    expect(Credentials?.AccessKeyId).toMatch(/^ASIA/)
    expect(hours(Credentials?.Expiration)).toBe(12)
    expect(hours((await get({ DurationSeconds: 129_600 })).Credentials?.Expiration)).toBe(36)
    const { sts, iam } = signingWith(world.server, Credentials)
    expect((await sts.send(new GetCallerIdentityCommand({}))).Arn).toBe(`arn:aws:iam::${account}:user/admin`)
    expect((await iam.send(new ListUsersCommand({}))).Users).toHaveLength(1)
  },
)

getSessionToken.succeeds('keeps Amazon’s rules for its sessions when told so', async () => {
  const server = await testServer({ sessionsMayCallIam: 'off' })
  try {
    const { Credentials } = await get({}, new STSClient(server.sdk))
    const { sts, iam } = signingWith(server, Credentials)
    expect((await sts.send(new GetCallerIdentityCommand({}))).Account).toBe(account)
    const role = await newRole(new IAMClient(server.sdk), 'other', trusting({ AWS: account }, 'sts:AssumeRole'))
    await sts.send(new AssumeRoleCommand({ RoleArn: role.arn, RoleSessionName: 'me' }))
    expect(await refusal(iam.send(new ListUsersCommand({})))).toBe(
      'InvalidClientTokenId 403: The security token included in the request is invalid',
    )
    const { accessKeyId: AccessKeyId } = server.credentials
    expect(await refusal(sts.send(new GetAccessKeyInfoCommand({ AccessKeyId })))).toBe(
      'AccessDenied 403: Cannot call GetAccessKeyInfo with session credentials',
    )
  } finally {
    await server.stop()
  }
})

getSessionToken.refuses(
  'AccessDenied',
  'temporary credentials',
  async () => get({}, signingWith(world.server, (await get()).Credentials).sts),
  'Cannot call GetSessionToken with session credentials',
)
getSessionToken.refuses(
  'AccessDenied',
  'MFA, which there is not',
  () => get({ SerialNumber: `arn:aws:iam::${account}:mfa/admin`, TokenCode: '123456' }),
  /^MultiFactorAuthentication failed/,
)
getSessionToken.refuses(
  'ValidationError',
  'less than a quarter of an hour',
  () => get({ DurationSeconds: 899 }),
  /^1 validation error detected: Value '899' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900$/,
)
