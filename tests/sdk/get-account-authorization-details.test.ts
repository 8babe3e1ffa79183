import { expect } from 'bun:test'
import {
  AttachRolePolicyCommand,
  GetAccountAuthorizationDetailsCommand,
  PutRolePolicyCommand,
  PutUserPermissionsBoundaryCommand,
  paginateGetAccountAuthorizationDetails,
} from '@aws-sdk/client-iam'
import { all, arn, denied, document, iamWorld, policyArn, role, user } from './iam-world'
import { operationTests } from './operation'
import { podsTrust } from './world'

const world = iamWorld()
const getAccountAuthorizationDetails = operationTests('iam', 'GetAccountAuthorizationDetails')

const told = async (Filter?: GetAccountAuthorizationDetailsCommand['input']['Filter']) =>
  all(paginateGetAccountAuthorizationDetails({ client: world.iam, pageSize: 1 }, { Filter }), (it) => [
    ...(it.UserDetailList ?? []),
    ...(it.RoleDetailList ?? []),
    ...(it.Policies ?? []),
  ])
getAccountAuthorizationDetails.succeeds(
  'tells users, roles and policies with what they permit, laid end to end in pages',
  async () => {
    await world.iam.send(new AttachRolePolicyCommand({ ...role, PolicyArn: policyArn }))
    await world.iam.send(new PutRolePolicyCommand({ ...role, PolicyName: 'i', PolicyDocument: document }))
    await world.iam.send(new PutUserPermissionsBoundaryCommand({ ...user, PermissionsBoundary: policyArn }))
    const everything = await told()
    expect(everything.pages).toBe(everything.items.length)
    const text = encodeURIComponent(document).replaceAll('*', '%2A')
    const found = (Arn: string) => Object(everything.items.find((it) => it.Arn === Arn))
    expect(found(arn('role/a/r'))).toEqual({
      Path: '/a/',
      RoleName: 'r',
      RoleId: expect.stringMatching(/^AROA/),
      Arn: arn('role/a/r'),
      CreateDate: expect.any(Date),
      AssumeRolePolicyDocument: encodeURIComponent(podsTrust).replaceAll('*', '%2A'),
      InstanceProfileList: [],
      RolePolicyList: [{ PolicyName: 'i', PolicyDocument: text }],
      AttachedManagedPolicies: [{ PolicyName: 'p', PolicyArn: policyArn }],
      Tags: [],
      RoleLastUsed: {},
    })
    expect(found(arn('user/a/u'))).toEqual({
      Path: '/a/',
      UserName: 'u',
      UserId: expect.stringMatching(/^AIDA/),
      Arn: arn('user/a/u'),
      CreateDate: expect.any(Date),
      UserPolicyList: [],
      GroupList: [],
      AttachedManagedPolicies: [],
      PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: policyArn },
      Tags: [],
    })
    expect(found(policyArn)).toMatchObject({
      AttachmentCount: 1,
      PermissionsBoundaryUsageCount: 1,
      PolicyVersionList: [{ VersionId: 'v1', IsDefaultVersion: true, Document: text }],
    })
  },
)
getAccountAuthorizationDetails.succeeds('tells only what is asked for', async () => {
  const arns = async (filter: 'User' | 'Role' | 'Group' | 'LocalManagedPolicy' | 'AWSManagedPolicy') =>
    (await told([filter])).items.map((it) => it.Arn ?? '')
  expect(await arns('LocalManagedPolicy')).toEqual([policyArn])
  expect((await arns('User')).every((it) => it.includes(':user/'))).toBeTrue()
  expect((await arns('Role')).every((it) => it.includes(':role/'))).toBeTrue()
  expect((await arns('AWSManagedPolicy')).every((it) => it.startsWith('arn:aws:iam::aws:policy/'))).toBeTrue()
  expect(await arns('Group')).toEqual([])
})
getAccountAuthorizationDetails.refuses(
  'ValidationError',
  'a kind that there is not',
  () => world.iam.send(new GetAccountAuthorizationDetailsCommand({ Filter: ['Bucket' as never] })),
  /'filter' failed to satisfy constraint: Member must satisfy constraint: \[Member must satisfy enum value set/,
)
getAccountAuthorizationDetails.refuses(
  'AccessDenied',
  'who may not',
  async () => (await world.stranger()).send(new GetAccountAuthorizationDetailsCommand({})),
  denied('GetAccountAuthorizationDetails', '*'),
)
