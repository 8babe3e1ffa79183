import { expect } from 'bun:test'
import { DescribeClusterCommand } from '@aws-sdk/client-eks'
import { client } from '../../src/client'
import { operationTests } from './operation'
import { activated, issuer, publicKeys, registered } from './podid.test-support'
import { account, refusal, sdkWorld } from './world'

const world = sdkWorld()
/** Nobody signs it: the code is the proof. */
const activate = (said: Readonly<Record<string, unknown>>) =>
  client({ endpoint: world.server.url, region: world.server.region, credentials: undefined }).call(
    'podid',
    'ActivateCluster',
    said,
  )
const operation = operationTests('podid', 'ActivateCluster')

operation.succeeds('by whoever has the code: the cluster is ACTIVE with its issuer and keys', async () => {
  const said = await registered(world, 'green')
  expect(await activate(said)).toMatchObject({
    clusterName: 'green',
    clusterArn: `arn:aws:eks:us-east-1:${account}:cluster/green`,
    account,
    region: 'us-east-1',
    status: 'ACTIVE',
    connectorRoleArn: expect.stringContaining('role/podid/podid-connector-'),
    agentRoleArn: expect.stringContaining('role/podid/podid-agent-'),
  })
  const { cluster } = await world.eks.send(new DescribeClusterCommand({ name: 'green' }))
  expect(cluster).toMatchObject({ status: 'ACTIVE', identity: { oidc: { issuer } } })
  expect(await activate(said)).toMatchObject({ status: 'ACTIVE' })
})

operation.refuses(
  'AccessDeniedException',
  'a wrong code',
  async () => activate({ ...(await registered(world, 'red')), activationCode: 'x'.repeat(32) }),
  'The activation id or code is not valid.',
)
operation.refuses(
  'AccessDeniedException',
  'a code that was used with other keys',
  async () => {
    const said = await registered(world, 'orange')
    await activate(said)
    return activate({ ...said, keys: await publicKeys('another') })
  },
  'The activation code was used before with another issuer or other keys.',
)
operation.refuses(
  'InvalidParameterException',
  'a private key',
  async () => {
    const { privateKey } = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
      'sign',
      'verify',
    ])
    const jwk = JSON.stringify({ ...(await crypto.subtle.exportKey('jwk', privateKey)), kid: 'k', alg: 'ES256' })
    return activate({ ...(await registered(world, 'yellow')), keys: [{ jwk }] })
  },
  'A key has private members. Give public keys alone, and replace this one: it has been sent over the wire.',
)
operation.refuses(
  'ResourceInUseException',
  'a key of another cluster',
  async () => {
    await activated(world, 'first')
    return activate({ ...(await registered(world, 'second')), keys: await publicKeys('first') })
  },
  'A key is already held by another cluster.',
)
operation.succeeds('a refused activation leaves the cluster as it was', async () => {
  const said = await registered(world, 'still')
  await refusal(activate({ ...said, issuer: 'nonsense' }))
  const { cluster } = await world.eks.send(new DescribeClusterCommand({ name: 'still' }))
  expect(cluster?.status).toBe('PENDING')
})
