import { expect } from 'bun:test'
import { AssumeRoleCommand, GetAccessKeyInfoCommand, type STSClient } from '@aws-sdk/client-sts'
import { operationTests } from './operation'
import { newRole, signingWith, trusting } from './sessions'
import { account, sdkWorld } from './world'

const world = sdkWorld()
const getAccessKeyInfo = operationTests('sts', 'GetAccessKeyInfo', {
  differs: 'Only keys of this account’s users are known: AWS reads the account out of any access key id.',
})
const info = (AccessKeyId = world.server.credentials.accessKeyId, sts: STSClient = world.sts) =>
  sts.send(new GetAccessKeyInfoCommand({ AccessKeyId }))

getAccessKeyInfo.succeeds('tells the account of a key', async () => {
  expect((await info()).Account).toBe(account)
})

getAccessKeyInfo.refuses(
  'ValidationError',
  'a key that is not known',
  () => info('AKIAAAAAAAAAAAAAAAAA'),
  'The account of the access key AKIAAAAAAAAAAAAAAAAA is not known.',
)
getAccessKeyInfo.refuses(
  'AccessDenied',
  'a caller without the permission',
  async () => {
    const { arn } = await newRole(world.iam, 'poor', trusting({ AWS: account }, 'sts:AssumeRole'))
    const { Credentials } = await world.sts.send(new AssumeRoleCommand({ RoleArn: arn, RoleSessionName: 'me' }))
    return info(undefined, signingWith(world.server, Credentials).sts)
  },
  /is not authorized to perform: sts:GetAccessKeyInfo on resource: \* because no identity-based policy allows the sts:GetAccessKeyInfo action$/,
)
