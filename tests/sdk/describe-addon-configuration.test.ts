import { expect } from 'bun:test'
import { DescribeAddonConfigurationCommand } from '@aws-sdk/client-eks'
import Ajv from 'ajv'
import { nobody } from './eks.test-support'
import { operationTests } from './operation'
import { sdkWorld } from './world'

const world = sdkWorld()
const describe = (addonName = 'eks-pod-identity-agent', addonVersion = 'v1.3.10-eksbuild.1', client = world.eks) =>
  client.send(new DescribeAddonConfigurationCommand({ addonName, addonVersion }))
const operation = operationTests('eks', 'DescribeAddonConfiguration', {
  never: { ResourceNotFoundException: 'an add-on or a version that nobody knows is a parameter that is not supported' },
  differs: 'The schema is that of podid’s agent: what its configuration can say, and no more.',
})

operation.succeeds('tells a JSON schema that others can judge by', async () => {
  const answer = await describe()
  expect(answer).toMatchObject({
    addonName: 'eks-pod-identity-agent',
    addonVersion: 'v1.3.10-eksbuild.1',
    podIdentityConfiguration: [],
  })
  const fits = new Ajv().compile(JSON.parse(answer.configurationSchema ?? ''))
  expect([fits({ agent: { maxCacheSize: 10 } }), fits({ agent: { maxCacheSize: 'x' } }), fits({ x: 1 })]).toEqual([
    ...[true, false, false],
  ])
})

operation.succeeds('tells which service accounts may have roles, and with which policies', async () => {
  expect((await describe('aws-ebs-csi-driver', 'v1.35.0-eksbuild.1')).podIdentityConfiguration).toEqual([
    {
      serviceAccount: 'ebs-csi-controller-sa',
      recommendedManagedPolicies: ['arn:aws:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicy'],
    },
  ])
})

operation.refuses(
  'InvalidParameterException',
  'an add-on that nobody knows',
  () => describe('nothing'),
  'Addon specified is not supported',
)
operation.refuses(
  'InvalidParameterException',
  'a version that is none',
  () => describe(undefined, '1'),
  'Addon version specified is not supported',
)
operation.refuses(
  'AccessDeniedException',
  'nobody may without a policy that allows it',
  async () => describe(undefined, undefined, await nobody(world)),
  /is not authorized to perform: eks:DescribeAddonConfiguration on resource: \* /,
)
