import { expect } from 'bun:test'
import { CreateRoleCommand, DeleteRoleCommand, GetRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { operationTests } from './operation'
import { account, podsTrust, refusal, sdkWorld } from './world'

const world = sdkWorld()
const createRole = operationTests('iam', 'CreateRole', {
  differs: 'the tag key `podid:cluster` is reserved too',
})
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

  expect(Object.keys(made.Role ?? {}).sort()).toEqual([
    'Arn',
    'AssumeRolePolicyDocument',
    'CreateDate',
    'Path',
    'RoleId',
    'RoleName',
    'Tags',
  ])

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

createRole.refuses(
  'MalformedPolicyDocument',
  'a principal that there is not',
  () => {
    const Statement = [
      { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:user/nobody` }, Action: 'sts:AssumeRole' },
    ]
    const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement })
    return create({ RoleName: 'bad', AssumeRolePolicyDocument })
  },
  `Invalid principal in policy: "AWS":"arn:aws:iam::${account}:user/nobody"`,
)
createRole.refuses(
  'InvalidInput',
  'one tag key twice',
  () => {
    const Tags = ['a', 'A'].map((Key) => ({ Key, Value: '' }))
    return create({ RoleName: 'bad', Tags })
  },
  'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
)
createRole.refuses(
  'NoSuchEntity',
  'a permissions boundary that there is not',
  () => create({ RoleName: 'bad', PermissionsBoundary: `arn:aws:iam::${account}:policy/none` }),
  `Scope ARN: arn:aws:iam::${account}:policy/none does not exist or is not attachable.`,
)
createRole.refuses(
  'ValidationError',
  'sessions of less than an hour',
  () => create({ RoleName: 'bad', MaxSessionDuration: 900 }),
  /'maxSessionDuration' failed to satisfy constraint: Member must have value greater than or equal to 3600$/,
)
createRole.refuses(
  'LimitExceeded',
  'more than 2,048 characters of trust policy, white space left out',
  () =>
    create({
      RoleName: 'bad',
      AssumeRolePolicyDocument: podsTrust.replace('"Effect"', `"Sid":"${'a'.repeat(2048)}","Effect"`),
    }),
  'Cannot exceed quota for ACLSizePerRole: 2048',
)
createRole.refuses(
  'LimitExceeded',
  'a role beyond a thousand, those that registrations of clusters make not counted',
  async () => {
    const { store } = world.server.house
    const like = await store.roles.get('app')
    if (like === undefined) throw new Error('There is no role app.')
    await store.change(async (tx) => {
      for (let at = 0; at < 1000; at++) {
        const name = `n${at}`
        await tx.roles.insert(name, { ...like, name, id: `AROA${at}`, arn: `arn:aws:iam::${account}:role/${name}` })
      }
    })
    return create({ RoleName: 'bad' })
  },
  'Cannot exceed quota for RolesPerAccount: 1000',
)
