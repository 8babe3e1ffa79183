import { expect } from 'bun:test'
import { CreateRoleCommand, DeleteRoleCommand, GetRoleCommand } from '@aws-sdk/client-iam'
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { arn, denied, iamWorld, role } from './iam-world'
import { operationTests } from './operation'
import { podsTrust } from './world'

const world = iamWorld()
const getRole = operationTests('iam', 'GetRole')

getRole.succeeds('tells all of a role, found whatever the case of its name', async () => {
  const { Role } = await world.iam.send(new GetRoleCommand({ RoleName: 'R' }))
  expect(Role).toEqual({
    Path: '/a/',
    RoleName: 'r',
    RoleId: expect.stringMatching(/^AROA[A-Z2-7]{17}$/),
    Arn: arn('role/a/r'),
    CreateDate: expect.any(Date),
    AssumeRolePolicyDocument: encodeURIComponent(podsTrust).replaceAll('*', '%2A'),
    MaxSessionDuration: 3600,
    RoleLastUsed: {},
  })
})
getRole.succeeds('tells when a session of the role was last used', async () => {
  const trust = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: arn('user/admin') }, Action: 'sts:AssumeRole' }],
  })
  await world.iam.send(new CreateRoleCommand({ RoleName: 'used', AssumeRolePolicyDocument: trust }))
  const assume = { RoleArn: arn('role/used'), RoleSessionName: 'some' }
  const { Credentials } = await world.sdk.sts.send(new AssumeRoleCommand(assume))
  const credentials = {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  }
  await new STSClient({ ...world.sdk.server.sdk, credentials }).send(new GetCallerIdentityCommand({}))
  await world.sdk.server.house.uses.settled()
  const { Role } = await world.iam.send(new GetRoleCommand({ RoleName: 'used' }))
  expect(Role?.RoleLastUsed).toEqual({ LastUsedDate: expect.any(Date), Region: world.sdk.server.region })
})
getRole.succeeds('tells the id of a principal who is gone, and of one who came later under the name, too', async () => {
  const trusting = (AWS: string) =>
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS }, Action: 'sts:AssumeRole' }],
    })
  const make = () => world.iam.send(new CreateRoleCommand({ RoleName: 'them', AssumeRolePolicyDocument: podsTrust }))
  const shown = async () => {
    const { Role } = await world.iam.send(new GetRoleCommand({ RoleName: 'trusting' }))
    return decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')
  }
  const { Role } = await make()
  const document = trusting(arn('role/them'))
  await world.iam.send(new CreateRoleCommand({ RoleName: 'trusting', AssumeRolePolicyDocument: document }))
  expect(await shown()).toBe(document)
  await world.iam.send(new DeleteRoleCommand({ RoleName: 'them' }))
  expect(await shown()).toBe(trusting(Role?.RoleId ?? ''))
  await make()
  expect(await shown()).toBe(trusting(Role?.RoleId ?? ''))
})

getRole.refuses(
  'NoSuchEntity',
  'a role that there is not',
  () => world.iam.send(new GetRoleCommand({ RoleName: 'nobody' })),
  'The role with name nobody cannot be found.',
)
getRole.refuses(
  'AccessDenied',
  'who may not',
  async () => (await world.stranger()).send(new GetRoleCommand({ ...role })),
  denied('GetRole', arn('role/a/r')),
)
