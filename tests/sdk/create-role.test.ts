import { expect, test } from 'bun:test'
import { CreateRoleCommand, DeleteRoleCommand, GetRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { account, podsTrust, refusal, sdkWorld } from './world'

const world = sdkWorld()

test('is made, read back as it was written, and deleted when nothing hangs on it', async () => {
  const made = await world.iam.send(
    new CreateRoleCommand({
      Path: '/a/',
      RoleName: 'made',
      AssumeRolePolicyDocument: podsTrust,
      Tags: [{ Key: 'k', Value: 'v' }],
    }),
  )
  expect(made.Role).toMatchObject({
    Arn: `arn:aws:iam::${account}:role/a/made`,
    RoleId: expect.stringMatching(/^AROA/),
    Path: '/a/',
  })
  const { Role } = await world.iam.send(new GetRoleCommand({ RoleName: 'made' }))
  expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')).toBe(podsTrust)
  expect(Role).toMatchObject({ MaxSessionDuration: 3600, Tags: [{ Key: 'k', Value: 'v' }] })

  const policy = {
    RoleName: 'made',
    PolicyName: 'p',
    PolicyDocument: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}',
  }
  await world.iam.send(new PutRolePolicyCommand(policy))
  expect(await refusal(world.iam.send(new DeleteRoleCommand({ RoleName: 'made' })))).toBe(
    'DeleteConflictException 409: Cannot delete entity, must delete policies first.',
  )
})

test.each([
  [
    { RoleName: 'APP', AssumeRolePolicyDocument: podsTrust },
    'EntityAlreadyExistsException 409: Role with name APP already exists.',
  ],
  [
    { RoleName: 'bad', AssumeRolePolicyDocument: '{' },
    'MalformedPolicyDocumentException 400: This policy contains invalid Json',
  ],
])('%p is refused', async (asked, words) => {
  expect(await refusal(world.iam.send(new CreateRoleCommand(asked)))).toBe(words)
})
