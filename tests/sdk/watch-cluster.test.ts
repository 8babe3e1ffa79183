import { expect } from 'bun:test'
import { agent, associate, install } from './eks.test-support'
import { operationTests } from './operation'
import { stranger } from './podid.test-support'
import { cluster, sdkWorld } from './world'

const world = sdkWorld()
const watch = (more: Readonly<Record<string, unknown>> = {}, by = world.any) =>
  by.call('podid', 'WatchCluster', { clusterName: cluster, ...more })
const operation = operationTests('podid', 'WatchCluster')

operation.succeeds('tells what is wanted, and waits for what comes', async () => {
  expect(await watch()).toEqual({ revision: 0, associations: [], addons: [] })
  const waiting = watch({ sinceRevision: 0, waitSeconds: 20 })
  const { association } = await associate(world)()
  expect(await waiting).toMatchObject({
    revision: 1,
    associations: [{ associationId: association?.associationId, namespace: 'default', serviceAccount: 'app' }],
  })
  await install(world)({ configurationValues: '{"agent":{"logLevel":"debug"}}' })
  expect(await watch({ sinceRevision: 1, waitSeconds: 20 })).toMatchObject({
    revision: 2,
    addons: [
      {
        name: agent.addonName,
        status: 'CREATING',
        preserve: false,
        configurationValues: '{"agent":{"logLevel":"debug"}}',
      },
    ],
  })
})

operation.refuses(
  'ResourceNotFoundException',
  'a cluster that is not there',
  () => watch({ clusterName: 'nowhere' }),
  'No cluster found for name: nowhere.',
)
operation.refuses('InvalidParameterException', 'patience without end', () => watch({ waitSeconds: 21 }), /waitSeconds/)
operation.refuses(
  'AccessDeniedException',
  'nobody may without a policy that allows it',
  async () => watch({}, await stranger(world)),
  /is not authorized to perform: podid:WatchCluster on resource: arn:aws:eks:us-east-1:\d{12}:cluster\/blue /,
)
