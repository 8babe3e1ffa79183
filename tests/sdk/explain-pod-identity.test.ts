import { expect } from 'bun:test'
import { associate } from './eks.test-support'
import { operationTests } from './operation'
import { stranger } from './podid.test-support'
import { cluster, roleArn, sdkWorld } from './world'

const world = sdkWorld()
const explain = (more: Readonly<Record<string, unknown>> = {}, by = world.any) =>
  by.call('podid', 'ExplainPodIdentity', { clusterName: cluster, namespace: 'default', serviceAccount: 'app', ...more })
const operation = operationTests('podid', 'ExplainPodIdentity')

operation.succeeds('tells each link, the first that is broken, and what to do about it', async () => {
  const before = await explain()
  expect(before).toMatchObject({ whole: false, firstBroken: 'connector' })
  expect(before.links).toContainEqual(
    expect.objectContaining({ name: 'association', state: 'BROKEN', remedy: expect.any(String) }),
  )
  await associate(world)()
  const after = await explain()
  expect(after).toMatchObject({ roleArn })
  expect(after.links).toContainEqual(expect.objectContaining({ name: 'trust', state: 'WHOLE' }))
})

operation.succeeds('a cluster that is not there is a broken link', async () => {
  expect(await explain({ clusterName: 'nowhere' })).toMatchObject({ whole: false, firstBroken: 'cluster' })
})

operation.refuses(
  'InvalidParameterException',
  'a namespace that is too long',
  () => explain({ namespace: 'x'.repeat(64) }),
  /namespace/,
)
operation.refuses(
  'AccessDeniedException',
  'nobody may without a policy that allows it',
  async () => explain({}, await stranger(world)),
  /is not authorized to perform: podid:ExplainPodIdentity on resource: arn:aws:eks:us-east-1:\d{12}:cluster\/blue /,
)
