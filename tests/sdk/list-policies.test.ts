import { expect } from 'bun:test'
import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  ListPoliciesCommand,
  PutUserPermissionsBoundaryCommand,
  paginateListPolicies,
} from '@aws-sdk/client-iam'
import { all, arn, awsPolicy, denied, document, iamWorld, policyArn, role, user } from './iam-world'
import { operationTests } from './operation'

const world = iamWorld()
const listPolicies = operationTests('iam', 'ListPolicies', {
  differs: 'of AWS’s own policies, there are those that can mean something to podid',
})

const basics = {
  PolicyName: 'p',
  PolicyId: expect.stringMatching(/^ANPA[A-Z2-7]{17}$/),
  Arn: policyArn,
  Path: '/a/',
  DefaultVersionId: 'v1',
  AttachmentCount: 0,
  PermissionsBoundaryUsageCount: 0,
  IsAttachable: true,
  CreateDate: expect.any(Date),
  UpdateDate: expect.any(Date),
}

const list = (more: Partial<ListPoliciesCommand['input']>) =>
  all(paginateListPolicies({ client: world.iam, pageSize: 1 }, { ...more }), (it) => it.Policies)
const names = async (more: Partial<ListPoliciesCommand['input']>) => (await list(more)).items.map((it) => it.PolicyName)
listPolicies.succeeds('tells no description and no tags', async () => {
  expect((await list({ Scope: 'Local' })).items).toEqual([basics])
})
listPolicies.succeeds('tells by scope, path and use, in pages', async () => {
  for (const PolicyName of ['attached', 'boundary'])
    await world.iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument: document }))
  for (const PolicyArn of [arn('policy/attached'), awsPolicy])
    await world.iam.send(new AttachRolePolicyCommand({ ...role, PolicyArn }))
  await world.iam.send(new PutUserPermissionsBoundaryCommand({ ...user, PermissionsBoundary: arn('policy/boundary') }))
  expect(await names({ Scope: 'Local' })).toEqual(['attached', 'boundary', 'p'])
  expect(await names({ Scope: 'Local', OnlyAttached: true })).toEqual(['attached'])
  expect(await names({ OnlyAttached: true })).toContain('AmazonS3ReadOnlyAccess')
  expect(await names({ Scope: 'Local', PolicyUsageFilter: 'PermissionsBoundary' })).toEqual(['boundary'])
  expect(await names({ Scope: 'Local', PolicyUsageFilter: 'PermissionsPolicy' })).toEqual(['attached'])
  expect(await names({ PathPrefix: '/a/' })).toEqual(['p'])
  const aws = await list({ Scope: 'AWS' })
  expect(aws.items.every((it) => it.Arn?.startsWith('arn:aws:iam::aws:policy/'))).toBeTrue()
  expect(aws.pages).toBe(aws.items.length)
  expect(await names({})).toEqual([...aws.items.map((it) => it.PolicyName), 'attached', 'boundary', 'p'])
})
listPolicies.refuses(
  'ValidationError',
  'a scope that there is not',
  () => world.iam.send(new ListPoliciesCommand({ Scope: 'Ours' as never })),
  "1 validation error detected: Value at 'scope' failed to satisfy constraint: Member must satisfy enum value set: [All, AWS, Local]",
)
listPolicies.refuses(
  'AccessDenied',
  'who may not',
  async () => (await world.stranger()).send(new ListPoliciesCommand({})),
  denied('ListPolicies', '*'),
)
