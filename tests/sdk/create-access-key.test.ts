import { expect } from 'bun:test'
import { CreateAccessKeyCommand, ListAccessKeysCommand } from '@aws-sdk/client-iam'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { arn, denied, iamWorld, statement, user } from './iam-world'
import { operationTests } from './operation'
import { refusal } from './world'

const world = iamWorld()
const createAccessKey = operationTests('iam', 'CreateAccessKey')

createAccessKey.succeeds('tells the secret here and nowhere else, and the key signs at once', async () => {
  const { AccessKey } = await world.iam.send(new CreateAccessKeyCommand(user))
  expect(AccessKey).toEqual({
    UserName: 'u',
    AccessKeyId: expect.stringMatching(/^AKIA[A-Z2-7]{16}$/),
    Status: 'Active',
    SecretAccessKey: expect.stringMatching(/^[A-Za-z0-9+/]{40}$/),
    CreateDate: expect.any(Date),
  })
  const { AccessKeyMetadata } = await world.iam.send(new ListAccessKeysCommand(user))
  expect(JSON.stringify(AccessKeyMetadata)).not.toContain(AccessKey?.SecretAccessKey ?? '')
  const { AccessKeyId: accessKeyId = '', SecretAccessKey: secretAccessKey = '' } = AccessKey ?? {}
  const sts = new STSClient({ ...world.sdk.server.sdk, credentials: { accessKeyId, secretAccessKey } })
  expect((await sts.send(new GetCallerIdentityCommand({}))).Arn).toBe(arn('user/a/u'))
})
createAccessKey.succeeds('a user who may make its own makes no other user one', async () => {
  const self = await world.user('self', statement('iam:CreateAccessKey', `${arn('user')}/\${aws:username}`))
  expect((await self.send(new CreateAccessKeyCommand({}))).AccessKey?.UserName).toBe('self')
  expect(await refusal(self.send(new CreateAccessKeyCommand(user)))).toMatch(/^AccessDenied 403: /)
})
createAccessKey.refuses(
  'LimitExceeded',
  'a third key',
  async () => {
    for (let at = 0; at < 2; at++) await world.iam.send(new CreateAccessKeyCommand(user))
  },
  'Cannot exceed quota for AccessKeysPerUser: 2',
)

createAccessKey.refuses(
  'NoSuchEntity',
  'a user that there is not',
  () => world.iam.send(new CreateAccessKeyCommand({ UserName: 'nobody' })),
  'The user with name nobody cannot be found.',
)
createAccessKey.refuses(
  'AccessDenied',
  'who may not',
  async () => (await world.stranger()).send(new CreateAccessKeyCommand({ ...user })),
  denied('CreateAccessKey', arn('user/a/u')),
)
