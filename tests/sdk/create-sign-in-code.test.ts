import { expect } from 'bun:test'
import { GetSessionTokenCommand } from '@aws-sdk/client-sts'
import { client } from '../../src/client'
import { operationTests } from './operation'
import { stranger } from './podid.test-support'
import { sdkWorld } from './world'

const world = sdkWorld()
const operation = operationTests('podid', 'CreateSignInCode', {
  never: { InvalidParameterException: 'it is told nothing that could be wrong' },
})
const create = (by = world.any) => by.call('podid', 'CreateSignInCode', {})

operation.succeeds('answers a code that is good for two minutes', async () => {
  const { code, expiration } = await create()
  expect(code).toMatch(/^[A-Za-z0-9]{32}$/)
  const seconds = (expiration instanceof Date ? expiration.getTime() - Date.now() : 0) / 1_000
  expect(Math.abs(seconds - 120)).toBeLessThan(20)
})

operation.refuses(
  'AccessDeniedException',
  'temporary credentials',
  async () => {
    const { Credentials } = await world.sts.send(new GetSessionTokenCommand({}))
    const credentials = {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    }
    return create(client({ endpoint: world.server.url, region: world.server.region, credentials }))
  },
  'Cannot call CreateSignInCode with session credentials',
)
operation.refuses(
  'AccessDeniedException',
  'nobody may without a policy that allows it',
  async () => create(await stranger(world)),
  /is not authorized to perform: podid:CreateSignInCode/,
)
