import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import {
  CreateAddonCommand,
  CreateClusterCommand,
  CreatePodIdentityAssociationCommand,
  DeleteClusterCommand,
  DescribeAddonCommand,
  EKSClient,
  waitUntilAddonActive,
} from '@aws-sdk/client-eks'
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam'
import { until } from '../until'
import { podid, run, startServerAlone, startUp, type Up } from '../up'

// Clusters that CreateCluster makes live beside `podid up`, whenever they were made, and nowhere else.

const quick = { maxWaitTime: 240, minDelay: 1, maxDelay: 1 }
const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { Service: 'pods.eks.amazonaws.com' }, Action: ['sts:AssumeRole', 'sts:TagSession'] },
  ],
})
const sdk = ({ url, env }: Up) => ({
  endpoint: url,
  region: 'us-east-1',
  credentials: { accessKeyId: env.AWS_ACCESS_KEY_ID ?? '', secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? '' },
})
const addon = (clusterName: string) => ({ clusterName, addonName: 'eks-pod-identity-agent' })

async function make(up: Up, name: string): Promise<void> {
  const roleArn = 'arn:aws:iam::000000000000:role/not-used'
  await new EKSClient(sdk(up)).send(new CreateClusterCommand({ name, roleArn, resourcesVpcConfig: {} }))
  await new EKSClient(sdk(up)).send(new CreateAddonCommand(addon(name)))
}
const active = (up: Up, name: string) => waitUntilAddonActive({ client: new EKSClient(sdk(up)), ...quick }, addon(name))
const portOf = (up: Up, name: string): number =>
  JSON.parse(readFileSync(join(up.data, 'agents', `${name}.json`), 'utf8')).port

/** What the agent gives a pod of `default/app`: the program asks it as an SDK would. */
async function asPod(up: Up, cluster: string) {
  const ask =
    'const token = await Bun.file(process.env.AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE).text();' +
    'const ask = () => fetch(process.env.AWS_CONTAINER_CREDENTIALS_FULL_URI, { headers: { authorization: token } });' +
    'let answer = await ask();' +
    'for (let n = 0; n < 30 && answer.status === 503; n += 1) { await Bun.sleep(1000); answer = await ask() };' +
    'console.log(process.env.AWS_CONTAINER_CREDENTIALS_FULL_URI, answer.status, await answer.text())'
  const pod = ['--cluster', cluster, '--namespace', 'default', '--service-account', 'app']
  return up.run('run', ...pod, '--', process.execPath, '-e', ask)
}

describe('a second cluster', () => {
  let up: Up
  beforeAll(async () => {
    up = await startUp()
    await new IAMClient(sdk(up)).send(new CreateRoleCommand({ RoleName: 'app', AssumeRolePolicyDocument: trust }))
  }, 300_000)
  afterAll(() => up?.stop())

  test('gets an agent of its own, whose pods get credentials; both outlive a crash; it goes with the cluster', async () => {
    await make(up, 'blue')
    await new EKSClient(sdk(up)).send(new CreateAddonCommand(addon('local')))
    for (const name of ['local', 'blue']) await active(up, name)
    expect(portOf(up, 'blue')).not.toBe(portOf(up, 'local'))
    const where = { clusterName: 'blue', namespace: 'default', serviceAccount: 'app' }
    const roleArn = 'arn:aws:iam::000000000000:role/app'
    await new EKSClient(sdk(up)).send(new CreatePodIdentityAssociationCommand({ ...where, roleArn }))
    const port = portOf(up, 'blue')
    const first = await asPod(up, 'blue')
    expect(first.out).toStartWith(`http://127.0.0.1:${port}/v1/credentials 200 `)
    expect(JSON.parse(first.out.slice(first.out.indexOf('{')))).toHaveProperty('AccessKeyId')

    await up.kill('SIGKILL')
    up = await startUp([], up.data)
    await active(up, 'blue')
    const second = await asPod(up, 'blue')
    expect(second.out).toStartWith(`http://127.0.0.1:${port}/v1/credentials 200 `)

    await new EKSClient(sdk(up)).send(new DeleteClusterCommand({ name: 'blue' }))
    await until('its folder is gone', () => !existsSync(join(up.data, 'clusters', 'blue')))
    expect(await answers(port)).toBe(false)
    expect(readdirSync(join(up.data, 'agents'))).toEqual(['local.json'])
    const gone = await asPod(up, 'blue')
    expect([gone.code, gone.err]).toEqual([1, 'podid: No cluster found for name: blue. (ResourceNotFoundException)\n'])
  }, 300_000)

  test('podid run says what is missing', async () => {
    const roleArn = 'arn:aws:iam::000000000000:role/not-used'
    await new EKSClient(sdk(up)).send(new CreateClusterCommand({ name: 'bare', roleArn, resourcesVpcConfig: {} }))
    const bare = await asPod(up, 'bare')
    expect(bare.code).toBe(1)
    expect(bare.err).toContain("install it with 'aws eks create-addon --cluster-name bare")
  }, 300_000)

  test('podid finds its agent after eval "$(podid env)" too', async () => {
    await active(up, 'local')
    const pod = ['--namespace', 'default', '--service-account', 'app']
    const ran = await run([...podid, 'run', ...pod, '--', 'true'], { ...up.env, PODID_DATA: up.data })
    expect(ran).toEqual({ code: 0, out: '', err: '' })
  }, 300_000)
})

test('under podid server alone its add-on fails and says why; podid up heals it', async () => {
  let up = await startServerAlone(['--connector-patience', '2s'])
  try {
    await make(up, 'blue')
    const eks = new EKSClient(sdk(up))
    await expect(waitUntilAddonActive({ client: eks, ...quick }, addon('blue'))).rejects.toThrow('CREATE_FAILED')
    const { addon: failed } = await eks.send(new DescribeAddonCommand(addon('blue')))
    expect(failed).toMatchObject({
      status: 'CREATE_FAILED',
      health: { issues: [{ code: 'ClusterUnreachable', message: expect.stringContaining("beside 'podid up' only") }] },
    })
    await up.kill('SIGTERM')
    up = await startUp([], up.data)
    await active(up, 'blue')
  } finally {
    await up.kill('SIGTERM')
    rmSync(up.data, { recursive: true, force: true })
  }
}, 300_000)

function answers(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(1_000) }).then(
    () => true,
    () => false,
  )
}
