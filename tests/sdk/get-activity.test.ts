import { expect } from 'bun:test'
import { associate } from './eks.test-support'
import { operationTests } from './operation'
import { stranger } from './podid.test-support'
import { cluster, refusal, sdkWorld } from './world'

const world = sdkWorld()
const operation = operationTests('podid', 'GetActivity')
const activity = (more: Readonly<Record<string, unknown>> = {}, by = world.any) => by.call('podid', 'GetActivity', more)

async function exchange(serviceAccount: string): Promise<void> {
  const pod = { namespace: 'default', serviceAccount, podName: 'app-1', audience: 'pods.eks.amazonaws.com' }
  const { token } = await world.any.call('podid', 'CreateServiceAccountToken', { clusterName: cluster, ...pod })
  await world.any.call('eks-auth', 'AssumeRoleForPodIdentity', { clusterName: cluster, token })
}

operation.succeeds('counts exchanges and refusals over time, of all clusters or of one', async () => {
  await associate(world)()
  for (let n = 0; n < 2; n += 1) await exchange('app')
  await refusal(exchange('other'))
  const last = async (more = {}) => {
    const { periods, ...rest } = await activity({ periodSeconds: 86_400, ...more })
    return { last: Array.isArray(periods) ? periods.at(-1) : undefined, ...rest }
  }
  const counts = { startTime: expect.any(Date), exchanges: 2, refusals: 1 }
  expect(await last()).toMatchObject({ last: counts, periodSeconds: 86_400, complete: true })
  expect((await last({ clusterName: cluster })).last).toMatchObject({ exchanges: 2, refusals: 1 })
  expect((await last({ clusterName: 'elsewhere' })).last).toMatchObject({ exchanges: 0, refusals: 0 })
  const startTime = new Date(Date.now() - 7_200_000)
  expect(
    (await last({ startTime, endTime: new Date(startTime.getTime() + 60_000), periodSeconds: 60 })).last,
  ).toMatchObject({ exchanges: 0, refusals: 0 })
})

operation.refuses(
  'InvalidParameterException',
  'more than 300 periods',
  () => activity({ startTime: new Date(0), periodSeconds: 60 }),
  'There are more than 300 periods in that time: make them longer, or the time shorter.',
)
operation.refuses(
  'AccessDeniedException',
  'nobody may without a policy that allows it',
  async () => activity({}, await stranger(world)),
  /is not authorized to perform: podid:GetActivity/,
)
