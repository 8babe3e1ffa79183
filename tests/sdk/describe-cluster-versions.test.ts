import { expect } from 'bun:test'
import {
  DescribeClusterVersionsCommand,
  type DescribeClusterVersionsCommandInput,
  paginateDescribeClusterVersions,
} from '@aws-sdk/client-eks'
import { nobody } from './eks.test-support'
import { operationTests } from './operation'
import { sdkWorld } from './world'

const world = sdkWorld()
const describe = (asked: DescribeClusterVersionsCommandInput = {}, client = world.eks) =>
  client.send(new DescribeClusterVersionsCommand(asked))
const operation = operationTests('eks', 'DescribeClusterVersions', {
  never: { InvalidRequestException: 'the versions are the same whatever state there is' },
  differs:
    'Tells the versions of Kubernetes that podid is made for, with the dates of the Kubernetes project: nobody extends their support here, and there are no platform versions. Clusters of other versions work too.',
})

operation.succeeds('tells a version, every member', async () => {
  const { clusterVersions } = await describe({ clusterVersions: ['1.34'] })
  expect(clusterVersions).toEqual([
    {
      clusterVersion: '1.34',
      clusterType: 'eks',
      defaultVersion: false,
      releaseDate: new Date('2025-08-27'),
      endOfStandardSupportDate: new Date('2026-10-27'),
      endOfExtendedSupportDate: new Date('2026-10-27'),
      status: expect.stringMatching(/^(standard-support|unsupported)$/),
      versionStatus: expect.stringMatching(/^(STANDARD_SUPPORT|UNSUPPORTED)$/),
    },
  ] as never)
})

operation.succeeds('filters and pages', async () => {
  const names: unknown[] = []
  for await (const page of paginateDescribeClusterVersions({ client: world.eks, pageSize: 1 }, { includeAll: true }))
    names.push(...(page.clusterVersions ?? []).map((it) => it.clusterVersion))
  expect(names).toEqual(['1.35', '1.34', '1.33', '1.32', '1.31', '1.30'])
  expect((await describe({ defaultOnly: true, includeAll: true })).clusterVersions).toMatchObject([
    { clusterVersion: '1.35', defaultVersion: true },
  ])
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
  /is not authorized to perform: eks:DescribeClusterVersions on resource: \* /,
)
