import { expect } from 'bun:test'
import { CreateRoleCommand } from '@aws-sdk/client-iam'
import { associate } from './eks.test-support'
import { operationTests } from './operation'
import { stranger } from './podid.test-support'
import { cluster, roleArn, sdkWorld } from './world'

const world = sdkWorld()
const search = (more: Readonly<Record<string, unknown>> = {}, by = world.any) => by.call('podid', 'SearchRoles', more)
const operation = operationTests('podid', 'SearchRoles')

operation.succeeds(
  'finds roles by name with their associations, and whether a service account’s pods may have them',
  async () => {
    await associate(world)()
    const AssumeRolePolicyDocument = JSON.stringify({
      Version: '2012-10-17',
      Statement: {
        ...{ Effect: 'Allow', Principal: { Service: 'pods.eks.amazonaws.com' } },
        Action: ['sts:AssumeRole', 'sts:TagSession'],
        Condition: { StringEquals: { 'aws:RequestTag/kubernetes-namespace': 'shop' } },
      },
    })
    await world.iam.send(new CreateRoleCommand({ RoleName: 'for-Shop', AssumeRolePolicyDocument }))
    const { roles, count } = await search({ namePrefix: 'app' })
    expect(count).toBe(1)
    expect(roles).toMatchObject([
      { roleName: 'app', arn: roleArn, associationCount: 1, trustsPodIdentity: { state: 'TRUSTED' } },
    ])
    const trusts = async (more = {}) => (await search({ nameContains: 'shop', sortBy: 'CREATED', ...more })).roles
    expect(await trusts()).toMatchObject([
      { assumeRolePolicyDocument: AssumeRolePolicyDocument, trustsPodIdentity: { state: 'CONDITIONAL' } },
    ])
    const app = { clusterName: cluster, serviceAccount: 'app' }
    expect(await trusts({ ...app, namespace: 'shop' })).toMatchObject([{ trustsPodIdentity: { state: 'TRUSTED' } }])
    expect(await trusts({ ...app, namespace: 'bank' })).toMatchObject([{ trustsPodIdentity: { state: 'NOT_TRUSTED' } }])
  },
)

operation.refuses(
  'InvalidParameterException',
  'half of a service account',
  () => search({ namespace: 'shop' }),
  'Give clusterName, namespace and serviceAccount together, or none of them.',
)
operation.refuses(
  'AccessDeniedException',
  'nobody may without a policy that allows it',
  async () => search({}, await stranger(world)),
  /is not authorized to perform: podid:SearchRoles/,
)
