import { expect } from 'bun:test'
import { DeleteAccessKeyCommand, ListAccessKeysCommand } from '@aws-sdk/client-iam'
import { arn, denied, iamWorld, statement, user } from './iam-world'
import { operationTests } from './operation'
import { refusal } from './world'

const world = iamWorld()
const deleteAccessKey = operationTests('iam', 'DeleteAccessKey', {
  never: {
    LimitExceeded: 'it makes nothing more of anything',
  },
})

deleteAccessKey.succeeds('what is signed with the key is refused from now on', async () => {
  const client = await world.user('keyed', statement('iam:*', `${arn('user')}/\${aws:username}`))
  const { AccessKeyMetadata } = await client.send(new ListAccessKeysCommand({}))
  const AccessKeyId = AccessKeyMetadata?.[0]?.AccessKeyId
  await client.send(new DeleteAccessKeyCommand({ AccessKeyId }))
  expect(await refusal(client.send(new ListAccessKeysCommand({})))).toBe(
    'InvalidClientTokenId 403: The security token included in the request is invalid.',
  )
})
deleteAccessKey.refuses(
  'NoSuchEntity',
  'a key that there is not',
  () => world.iam.send(new DeleteAccessKeyCommand({ ...user, AccessKeyId: 'AKIAAAAAAAAAAAAAAAAA' })),
  'The Access Key with id AKIAAAAAAAAAAAAAAAAA cannot be found.',
)

deleteAccessKey.refuses(
  'NoSuchEntity',
  'a user that there is not',
  () => world.iam.send(new DeleteAccessKeyCommand({ UserName: 'nobody', AccessKeyId: 'AKIAAAAAAAAAAAAAAAAA' })),
  'The user with name nobody cannot be found.',
)
deleteAccessKey.refuses(
  'AccessDenied',
  'who may not',
  async () =>
    (await world.stranger()).send(new DeleteAccessKeyCommand({ ...user, AccessKeyId: 'AKIAAAAAAAAAAAAAAAAA' })),
  denied('DeleteAccessKey', arn('user/a/u')),
)
