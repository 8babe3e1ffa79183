import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AwsClient } from 'aws4fetch'
import { client } from '../src/client'
import { load, startServer } from './machine'
import type { Row } from './table'

const associations = 5_000
const pods = 200
const connections = 32
const time = 8_000
const region = 'us-east-1'

const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { Service: 'pods.eks.amazonaws.com' }, Action: ['sts:AssumeRole', 'sts:TagSession'] },
  ],
})

/** The exchange: AssumeRoleForPodIdentity, signed as an agent signs it, RS256 tokens, 5,000 associations in the store. */
export async function exchange(args: readonly string[] = []): Promise<readonly Row[]> {
  const server = await startServer(args)
  try {
    const { accessKeyId, secretAccessKey } = JSON.parse(readFileSync(join(server.data, 'admin.json'), 'utf8'))
    const admin = client({ endpoint: server.url, region, credentials: { accessKeyId, secretAccessKey } })
    await admin.call('eks', 'CreateCluster', {
      name: 'bench',
      roleArn: 'arn:aws:iam::000000000000:role/not-used',
      resourcesVpcConfig: {},
    })
    const role = await admin.call('iam', 'CreateRole', { RoleName: 'app', AssumeRolePolicyDocument: trust })
    const roleArn = String(Object(role.Role).Arn)
    await inGroups(associations, 50, (n) =>
      admin.call('eks', 'CreatePodIdentityAssociation', {
        clusterName: 'bench',
        namespace: `ns-${n % 50}`,
        serviceAccount: `app-${n}`,
        roleArn,
      }),
    )
    const requests = await signedRequests(server.url, admin)

    const task = { host: '127.0.0.1', port: server.port, requests, connections, warmup: 3_000, time }
    const before = server.cpu()
    const fast = await load(task)
    const cpu = ((server.cpu() - before) * 1_000) / fast.sent
    if (fast.failures > 0) throw new Error(`${fast.failures} exchanges failed: ${fast.firstFailure}`)
    const half = await load({ ...task, rate: Math.round(fast.perSecond / 2) })
    const rss = server.rss()
    return [
      { what: 'exchanges/s, one core, 32 connections', measured: fast.perSecond.toFixed(0), aim: '≥ 5000' },
      { what: 'processor time an exchange, µs', measured: cpu.toFixed(0), aim: '≤ 200' },
      { what: 'p50 at half of that, ms', measured: half.p50.toFixed(2), aim: '' },
      { what: 'p99 at half of that, ms', measured: half.p99.toFixed(2), aim: '≤ 15' },
      { what: 'RSS after it, MiB', measured: rss.toFixed(0), aim: '< 120' },
      { what: 'start to ready (first start), ms', measured: server.readyAfter.toFixed(0), aim: '< 500' },
      {
        what: 'start to ready (5,000 associations stored), ms',
        measured: (await restarted(server)).toFixed(0),
        aim: '< 500',
      },
    ]
  } finally {
    await server.stop()
  }
}

async function restarted(server: { readonly data: string; stop(): Promise<void> }): Promise<number> {
  await server.stop()
  const again = await startServer([], server.data)
  await again.stop()
  return again.readyAfter
}

type Admin = ReturnType<typeof client>

async function signedRequests(url: string, admin: Admin): Promise<readonly string[]> {
  const mint = async (namespace: string, serviceAccount: string, audience: string): Promise<string> => {
    const { token } = await admin.call('podid', 'CreateServiceAccountToken', {
      clusterName: 'bench',
      namespace,
      serviceAccount,
      podName: `${serviceAccount}-pod`,
      audience,
      durationSeconds: 3_600,
    })
    return String(token)
  }
  const { agentRoleArn } = await admin.call('podid', 'GetClusterKeys', { clusterName: 'bench' })
  const sts = client({ endpoint: url, region, credentials: undefined })
  const answer = await sts.call('sts', 'AssumeRoleWithWebIdentity', {
    RoleArn: String(agentRoleArn),
    RoleSessionName: 'bench',
    WebIdentityToken: await mint('podid-system', 'podid-agent', 'sts.amazonaws.com'),
  })
  const agent = Object(answer.Credentials)
  const signer = new AwsClient({
    accessKeyId: agent.AccessKeyId,
    secretAccessKey: agent.SecretAccessKey,
    sessionToken: agent.SessionToken,
    region,
    service: 'eks-auth',
  })
  return inGroups(pods, 20, async (n) => {
    const at = n * Math.floor(associations / pods)
    const body = JSON.stringify({ token: await mint(`ns-${at % 50}`, `app-${at}`, 'pods.eks.amazonaws.com') })
    const request = await signer.sign(`${url}/clusters/bench/assume-role-for-pod-identity`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    })
    const headers = [...request.headers].map(([name, value]) => `${name}: ${value}\r\n`).join('')
    return `POST /clusters/bench/assume-role-for-pod-identity HTTP/1.1\r\nhost: ${new URL(url).host}\r\n${headers}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  })
}

async function inGroups<Result>(count: number, group: number, work: (n: number) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = []
  for (let from = 0; from < count; from += group) {
    results.push(
      ...(await Promise.all(Array.from({ length: Math.min(group, count - from) }, (_, at) => work(from + at)))),
    )
  }
  return results
}
