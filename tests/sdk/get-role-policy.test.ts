import { expect } from 'bun:test'
import { GetRolePolicyCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { arn, denied, document, iamWorld, role } from './iam-world'
import { operationTests } from './operation'

const world = iamWorld()
const getRolePolicy = operationTests('iam', 'GetRolePolicy')

getRolePolicy.succeeds(
  'tells the names as they were written, and the document percent-encoded by RFC 3986',
  async () => {
    await world.iam.send(new PutRolePolicyCommand({ ...role, PolicyName: 'Some', PolicyDocument: document }))
    const { $metadata, ...told } = await world.iam.send(new GetRolePolicyCommand({ RoleName: 'R', PolicyName: 'Some' }))
    expect(told).toEqual({
      RoleName: 'r',
      PolicyName: 'Some',
      PolicyDocument: encodeURIComponent(document).replaceAll('*', '%2A'),
    })
  },
)

getRolePolicy.refuses(
  'NoSuchEntity',
  'a role that there is not',
  () => world.iam.send(new GetRolePolicyCommand({ RoleName: 'nobody', PolicyName: 'i' })),
  'The role with name nobody cannot be found.',
)
getRolePolicy.refuses(
  'AccessDenied',
  'who may not',
  async () => (await world.stranger()).send(new GetRolePolicyCommand({ ...role, PolicyName: 'i' })),
  denied('GetRolePolicy', arn('role/a/r')),
)
getRolePolicy.refuses(
  'ValidationError',
  'a name with a character that names cannot have',
  () => world.iam.send(new GetRolePolicyCommand({ RoleName: 'a b', PolicyName: 'i' })),
  /'roleName' failed to satisfy constraint: Member must satisfy regular expression pattern/,
)

getRolePolicy.refuses(
  'NoSuchEntity',
  'a policy that there is not: their names are compared with their case',
  () => world.iam.send(new GetRolePolicyCommand({ ...role, PolicyName: 'some' })),
  'The role policy with name some cannot be found.',
)
