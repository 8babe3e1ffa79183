import { expect } from 'bun:test'
import {
  AttachRolePolicyCommand,
  AttachUserPolicyCommand,
  CreateUserCommand,
  ListEntitiesForPolicyCommand,
  PutRolePermissionsBoundaryCommand,
  paginateListEntitiesForPolicy,
} from '@aws-sdk/client-iam'
import { all, arn, denied, iamWorld, policyArn, role, user } from './iam-world'
import { operationTests } from './operation'

const world = iamWorld()
const listEntitiesForPolicy = operationTests('iam', 'ListEntitiesForPolicy')

const who = async (more: Partial<ListEntitiesForPolicyCommand['input']>) => {
  const pages = paginateListEntitiesForPolicy({ client: world.iam, pageSize: 1 }, { PolicyArn: policyArn, ...more })
  const told = await all(pages, ({ PolicyRoles = [], PolicyUsers = [] }) => [
    ...PolicyRoles.map((it) => it.RoleName),
    ...PolicyUsers.map((it) => it.UserName),
  ])
  return told.items
}
listEntitiesForPolicy.succeeds('tells who uses the policy, once each, by kind, path and use, in pages', async () => {
  await world.iam.send(new AttachRolePolicyCommand({ ...role, PolicyArn: policyArn }))
  await world.iam.send(new PutRolePermissionsBoundaryCommand({ ...role, PermissionsBoundary: policyArn }))
  await world.iam.send(new AttachUserPolicyCommand({ ...user, PolicyArn: policyArn }))
  await world.iam.send(new CreateUserCommand({ UserName: 'bound', PermissionsBoundary: policyArn }))
  expect(await who({})).toEqual(['r', 'u', 'bound'])
  expect(await who({ EntityFilter: 'Role' })).toEqual(['r'])
  expect(await who({ EntityFilter: 'User' })).toEqual(['u', 'bound'])
  expect(await who({ EntityFilter: 'Group' })).toEqual([])
  expect(await who({ PolicyUsageFilter: 'PermissionsPolicy' })).toEqual(['r', 'u'])
  expect(await who({ PolicyUsageFilter: 'PermissionsBoundary' })).toEqual(['r', 'bound'])
  expect(await who({ PathPrefix: '/a/' })).toEqual(['r', 'u'])
  const { $metadata, ...told } = await world.iam.send(
    new ListEntitiesForPolicyCommand({ PolicyArn: policyArn, EntityFilter: 'Role' }),
  )
  expect(told).toEqual({
    PolicyGroups: [],
    PolicyUsers: [],
    PolicyRoles: [{ RoleName: 'r', RoleId: expect.stringMatching(/^AROA/) }],
    IsTruncated: false,
  })
})

listEntitiesForPolicy.refuses(
  'NoSuchEntity',
  'a policy that there is not',
  () => world.iam.send(new ListEntitiesForPolicyCommand({ PolicyArn: arn('policy/none') })),
  `Policy ${arn('policy/none')} was not found.`,
)
listEntitiesForPolicy.refuses(
  'InvalidInput',
  'the ARN of something else',
  () => world.iam.send(new ListEntitiesForPolicyCommand({ PolicyArn: arn('role/aaaaaaaa') })),
  `ARN ${arn('role/aaaaaaaa')} is not valid.`,
)
listEntitiesForPolicy.refuses(
  'AccessDenied',
  'who may not',
  async () => (await world.stranger()).send(new ListEntitiesForPolicyCommand({ PolicyArn: policyArn })),
  denied('ListEntitiesForPolicy', policyArn),
)
