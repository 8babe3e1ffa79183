import { expect } from 'bun:test'
import { GetUserCommand, ListAccessKeysCommand, UpdateAccessKeyCommand } from '@aws-sdk/client-iam'
import { arn, denied, iamWorld, statement, user } from './iam-world'
import { operationTests } from './operation'
import { refusal } from './world'

const world = iamWorld()
const updateAccessKey = operationTests('iam', 'UpdateAccessKey', {
  never: {
    LimitExceeded: 'it makes nothing more of anything',
  },
})

const set = (AccessKeyId: string, Status: 'Active' | 'Inactive' | 'Expired', of = 'keyed') =>
  world.iam.send(new UpdateAccessKeyCommand({ UserName: of, AccessKeyId, Status }))
const keyOf = async (UserName: string) =>
  (await world.iam.send(new ListAccessKeysCommand({ UserName }))).AccessKeyMetadata?.[0]?.AccessKeyId ?? ''
updateAccessKey.succeeds('what is signed with an inactive key is refused, until it is active again', async () => {
  const client = await world.user('keyed', statement('iam:GetUser'))
  const key = await keyOf('keyed')
  await set(key, 'Inactive')
  expect(await refusal(client.send(new GetUserCommand({})))).toBe(
    'InvalidClientTokenId 403: The security token included in the request is invalid.',
  )
  await set(key, 'Active')
  expect((await client.send(new GetUserCommand({}))).User?.UserName).toBe('keyed')
})
updateAccessKey.refuses(
  'NoSuchEntity',
  'a key of another user',
  async () => set(await keyOf('keyed'), 'Inactive', 'u'),
  /^The Access Key with id AKIA\w+ cannot be found\.$/,
)
updateAccessKey.refuses(
  'InvalidInput',
  'a status that only AWS gives',
  async () => set(await keyOf('keyed'), 'Expired'),
  'The status Expired cannot be set.',
)

updateAccessKey.refuses(
  'NoSuchEntity',
  'a user that there is not',
  () =>
    world.iam.send(
      new UpdateAccessKeyCommand({ UserName: 'nobody', AccessKeyId: 'AKIAAAAAAAAAAAAAAAAA', Status: 'Inactive' }),
    ),
  'The user with name nobody cannot be found.',
)
updateAccessKey.refuses(
  'AccessDenied',
  'who may not',
  async () =>
    (await world.stranger()).send(
      new UpdateAccessKeyCommand({ ...user, AccessKeyId: 'AKIAAAAAAAAAAAAAAAAA', Status: 'Inactive' }),
    ),
  denied('UpdateAccessKey', arn('user/a/u')),
)
