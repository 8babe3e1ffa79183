import { expect } from 'bun:test'
import {
  CreatePolicyVersionCommand,
  DeletePolicyVersionCommand,
  ListPolicyVersionsCommand,
  paginateListPolicyVersions,
} from '@aws-sdk/client-iam'
import { all, arn, denied, document, iamWorld, policyArn } from './iam-world'
import { operationTests } from './operation'

const world = iamWorld()
const listPolicyVersions = operationTests('iam', 'ListPolicyVersions')

listPolicyVersions.succeeds('tells the newest first, in pages that do not skip when one goes', async () => {
  for (let at = 0; at < 3; at++)
    await world.iam.send(new CreatePolicyVersionCommand({ PolicyArn: policyArn, PolicyDocument: document }))
  const of = { PolicyArn: policyArn }
  const told = await all(paginateListPolicyVersions({ client: world.iam, pageSize: 1 }, { ...of }), (it) => it.Versions)
  expect(told.pages).toBe(4)
  expect(told.items.map((it) => it.VersionId)).toEqual(['v4', 'v3', 'v2', 'v1'])
  expect(told.items[3]).toEqual({ VersionId: 'v1', IsDefaultVersion: true, CreateDate: expect.any(Date) })
  const { Marker } = await world.iam.send(new ListPolicyVersionsCommand({ ...of, MaxItems: 1 }))
  await world.iam.send(new DeletePolicyVersionCommand({ ...of, VersionId: 'v4' }))
  const rest = await world.iam.send(new ListPolicyVersionsCommand({ ...of, Marker }))
  expect(rest.Versions?.map((it) => it.VersionId)).toEqual(['v3', 'v2', 'v1'])
})

listPolicyVersions.refuses(
  'NoSuchEntity',
  'a policy that there is not',
  () => world.iam.send(new ListPolicyVersionsCommand({ PolicyArn: arn('policy/none') })),
  `Policy ${arn('policy/none')} was not found.`,
)
listPolicyVersions.refuses(
  'InvalidInput',
  'the ARN of something else',
  () => world.iam.send(new ListPolicyVersionsCommand({ PolicyArn: arn('role/aaaaaaaa') })),
  `ARN ${arn('role/aaaaaaaa')} is not valid.`,
)
listPolicyVersions.refuses(
  'AccessDenied',
  'who may not',
  async () => (await world.stranger()).send(new ListPolicyVersionsCommand({ PolicyArn: policyArn })),
  denied('ListPolicyVersions', policyArn),
)
