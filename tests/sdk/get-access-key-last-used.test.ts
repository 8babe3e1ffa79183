import { expect } from 'bun:test'
import { CreateAccessKeyCommand, GetAccessKeyLastUsedCommand } from '@aws-sdk/client-iam'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { arn, denied, iamWorld, user } from './iam-world'
import { operationTests } from './operation'

const world = iamWorld()
const getAccessKeyLastUsed = operationTests('iam', 'GetAccessKeyLastUsed')

getAccessKeyLastUsed.succeeds('tells whose key it is, and when, where and for what it was last used', async () => {
  const { AccessKey } = await world.iam.send(new CreateAccessKeyCommand(user))
  const { AccessKeyId = '', SecretAccessKey: secretAccessKey = '' } = AccessKey ?? {}
  const used = async () => {
    const { $metadata, ...told } = await world.iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId }))
    return told
  }
  expect(await used()).toEqual({ UserName: 'u', AccessKeyLastUsed: { ServiceName: 'N/A', Region: 'N/A' } })
  const credentials = { accessKeyId: AccessKeyId, secretAccessKey }
  await new STSClient({ ...world.sdk.server.sdk, credentials }).send(new GetCallerIdentityCommand({}))
  await world.sdk.server.house.uses.settled()
  expect(await used()).toEqual({
    UserName: 'u',
    AccessKeyLastUsed: { LastUsedDate: expect.any(Date), ServiceName: 'sts', Region: world.sdk.server.region },
  })
})
getAccessKeyLastUsed.refuses(
  'AccessDenied',
  'a key that there is not, as one of another account',
  () => world.iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId: 'AKIAAAAAAAAAAAAAAAAA' })),
  `User: ${arn('user/admin')} is not authorized to perform iam:GetAccessKeyLastUsed on resource: access key AKIAAAAAAAAAAAAAAAAA`,
)
getAccessKeyLastUsed.refuses(
  'AccessDenied',
  'who may not',
  async () => {
    const { accessKeyId } = world.sdk.server.credentials
    return (await world.stranger()).send(new GetAccessKeyLastUsedCommand({ AccessKeyId: accessKeyId }))
  },
  denied('GetAccessKeyLastUsed', arn('user/admin')),
)
