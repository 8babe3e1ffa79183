import { expect } from 'bun:test'
import { CreateRoleCommand, DeleteRoleCommand, GetRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { operationTests } from './operation'
import { account, podsTrust, refusal, sdkWorld } from './world'

const world = sdkWorld()
const createRole = operationTests('iam', 'CreateRole')
const create = (more: Partial<CreateRoleCommand['input']>) =>
  world.iam.send(new CreateRoleCommand({ RoleName: 'made', AssumeRolePolicyDocument: podsTrust, ...more }))

createRole.succeeds('is read back as it was written, and deleted when nothing hangs on it', async () => {
  const made = await create({ Path: '/a/', Tags: [{ Key: 'k', Value: 'v' }] })
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

createRole.refuses(
  'EntityAlreadyExists',
  'names are unique whatever their case',
  () => create({ RoleName: 'APP' }),
  'Role with name APP already exists.',
)
createRole.refuses(
  'MalformedPolicyDocument',
  'a trust policy that is no JSON',
  () => create({ RoleName: 'bad', AssumeRolePolicyDocument: '{' }),
  'This policy contains invalid Json',
)
