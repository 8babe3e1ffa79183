import { expect } from 'bun:test'
import {
  DescribeAddonVersionsCommand,
  type DescribeAddonVersionsCommandInput,
  paginateDescribeAddonVersions,
} from '@aws-sdk/client-eks'
import { nobody } from './eks.test-support'
import { operationTests } from './operation'
import { sdkWorld } from './world'

const world = sdkWorld()
const describe = (asked: DescribeAddonVersionsCommandInput = {}, client = world.eks) =>
  client.send(new DescribeAddonVersionsCommand(asked))
const operation = operationTests('eks', 'DescribeAddonVersions', {
  never: { ResourceNotFoundException: 'what is not in the catalogue makes an empty list' },
  differs:
    'The catalogue is podid’s: its agent, which it installs, and the add-ons of AWS that take roles by Pod Identity, of which it keeps the record and the associations.',
})

operation.succeeds('tells of the agent, every member', async () => {
  const { addons } = await describe({ addonName: 'eks-pod-identity-agent', kubernetesVersion: '1.34' })
  expect(addons).toHaveLength(1)
  expect(addons?.[0]).toMatchObject({
    addonName: 'eks-pod-identity-agent',
    type: 'security',
    publisher: 'podid',
    owner: 'podid',
    defaultNamespace: 'kube-system',
  })
  expect(addons?.[0]?.addonVersions?.[0]).toEqual({
    addonVersion: 'v1.3.10-eksbuild.1',
    architecture: ['amd64', 'arm64'],
    computeTypes: ['ec2', 'hybrid'],
    compatibilities: [{ clusterVersion: '1.34', platformVersions: ['*'], defaultVersion: true }],
    requiresConfiguration: false,
    requiresIamPermissions: false,
  })
  expect(addons?.[0]?.addonVersions?.[1]?.compatibilities?.[0]?.defaultVersion).toBe(false)
})

operation.succeeds('filters by every member, and pages', async () => {
  const names = async (asked: DescribeAddonVersionsCommandInput) =>
    (await describe(asked)).addons?.map((it) => it.addonName)
  expect(await names({ types: ['security'] })).toEqual(['eks-pod-identity-agent'])
  expect(await names({ owners: ['podid'] })).toEqual(['eks-pod-identity-agent'])
  expect(await names({ publishers: ['eks'], types: ['networking'] })).toEqual(['external-dns'])
  expect(await names({ kubernetesVersion: '1.1' })).toEqual([])
  expect(await names({ addonName: 'nothing' })).toEqual([])
  const paged: unknown[] = []
  for await (const page of paginateDescribeAddonVersions({ client: world.eks, pageSize: 1 }, {}))
    paged.push(...(page.addons ?? []).map((it) => it.addonName))
  expect(paged).toEqual((await names({})) ?? [])
  expect(paged.length).toBeGreaterThan(1)
})

operation.refuses(
  'InvalidParameterException',
  'a token that is none',
  () => describe({ nextToken: 'x' }),
  'The specified nextToken is not valid.',
)
operation.refuses(
  'AccessDeniedException',
  'nobody may without a policy that allows it',
  async () => describe({}, await nobody(world)),
  /is not authorized to perform: eks:DescribeAddonVersions on resource: \* /,
)
