import { expect } from 'bun:test'
import { CreateAccessKeyCommand, ListAccessKeysCommand, paginateListAccessKeys } from '@aws-sdk/client-iam'
import { all, arn, denied, iamWorld, user } from './iam-world'
import { operationTests } from './operation'

const world = iamWorld()
const listAccessKeys = operationTests('iam', 'ListAccessKeys')

listAccessKeys.succeeds('tells the keys without their secrets, in pages', async () => {
  for (let at = 0; at < 2; at++) await world.iam.send(new CreateAccessKeyCommand(user))
  const told = await all(
    paginateListAccessKeys({ client: world.iam, pageSize: 1 }, { ...user }),
    (it) => it.AccessKeyMetadata,
  )
  expect(told.pages).toBe(2)
  expect(told.items[0]).toEqual({
    UserName: 'u',
    AccessKeyId: expect.stringMatching(/^AKIA/),
    Status: 'Active',
    CreateDate: expect.any(Date),
  })
})
listAccessKeys.succeeds('tells a user its own when none is named', async () => {
  const { AccessKeyMetadata } = await world.iam.send(new ListAccessKeysCommand({}))
  expect(AccessKeyMetadata).toMatchObject([{ UserName: 'admin' }])
})

listAccessKeys.refuses(
  'NoSuchEntity',
  'a user that there is not',
  () => world.iam.send(new ListAccessKeysCommand({ UserName: 'nobody' })),
  'The user with name nobody cannot be found.',
)
listAccessKeys.refuses(
  'AccessDenied',
  'who may not',
  async () => (await world.stranger()).send(new ListAccessKeysCommand({ ...user })),
  denied('ListAccessKeys', arn('user/a/u')),
)
