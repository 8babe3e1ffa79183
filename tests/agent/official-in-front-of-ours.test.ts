import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { client } from '../../src/client'
import { until } from '../until'
import { startUp, type Up } from '../up'
import { type AgentCommand, type AgentProcess, ours, startAgentProcess } from './command'

// An agent by the official arguments in front of our server, as docs/official-agent.md tells: its own credentials by web identity from our STS,
// its pods' from our EKS Auth. With the official binary when PODID_OFFICIAL_AGENT names one; with ours always.

const official = process.env.PODID_OFFICIAL_AGENT
const there = official !== undefined && existsSync(official)
if (!there)
  process.stderr.write(
    '\n*** SKIPPED: the official agent in front of our server; set PODID_OFFICIAL_AGENT to the path of its binary.\n',
  )
const agents: readonly AgentCommand[] = [
  ours,
  ...(there ? [{ name: 'the official agent', command: [official], hostHeader: '169.254.170.23' }] : []),
]
const hour = 3_600

describe('our server', () => {
  let up: Up
  let env: Readonly<Record<string, string>>
  const call = (service: 'eks' | 'iam' | 'podid', operation: string, input: Readonly<Record<string, unknown>>) =>
    client({
      endpoint: up.url,
      region: 'us-east-1',
      credentials: {
        accessKeyId: up.env.AWS_ACCESS_KEY_ID ?? '',
        secretAccessKey: up.env.AWS_SECRET_ACCESS_KEY ?? '',
      },
    }).call(service, operation, input)
  const tokenOf = async (podName: string, serviceAccount: string, audience: string, namespace = 'default') =>
    String(
      (
        await call('podid', 'CreateServiceAccountToken', {
          ...{ clusterName: 'local', namespace, serviceAccount, podName, audience, durationSeconds: hour },
        })
      ).token,
    )

  beforeAll(async () => {
    up = await startUp()
    const trust = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'pods.eks.amazonaws.com' },
          Action: ['sts:AssumeRole', 'sts:TagSession'],
        },
      ],
    })
    await call('iam', 'CreateRole', { RoleName: 'app', AssumeRolePolicyDocument: trust })
    await call('eks', 'CreatePodIdentityAssociation', {
      ...{ clusterName: 'local', namespace: 'default', serviceAccount: 'app' },
      roleArn: 'arn:aws:iam::000000000000:role/app',
    })
    const { agentRoleArn } = await call('podid', 'GetClusterKeys', { clusterName: 'local' })
    const folder = join(up.data, 'official')
    mkdirSync(folder)
    const tokenFile = join(folder, 'token')
    writeFileSync(tokenFile, await tokenOf('podid-agent', 'podid-agent', 'sts.amazonaws.com', 'podid-system'))
    env = {
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: '',
      AWS_SECRET_ACCESS_KEY: '',
      AWS_ROLE_ARN: String(agentRoleArn),
      AWS_WEB_IDENTITY_TOKEN_FILE: tokenFile,
      AWS_ENDPOINT_URL_STS: up.url,
    }
  }, 300_000)
  const started: AgentProcess[] = []
  afterAll(async () => {
    for (const it of started) await it.kill()
    await up.stop()
  })

  for (const kind of agents) {
    test(`gives ${kind.name} what its pods are to have, and refusals in its words`, async () => {
      const agent: AgentProcess = await startAgentProcess(kind, { endpoint: up.url, cluster: 'local', env })
      started.push(agent)
      const ask = async (token: string): Promise<{ status: number; body: string }> => {
        const headers = { host: kind.hostHeader, authorization: token }
        // As SDKs do: a slow machine may want to be asked again.
        for (let n = 1; ; n += 1) {
          const response = await fetch(`${agent.url}/v1/credentials`, { headers })
          const body = await response.text()
          if (response.status !== 503 || n === 5) return { status: response.status, body }
          await Bun.sleep(500)
        }
      }
      const stranger = await ask(await tokenOf('stranger', 'nobody', 'pods.eks.amazonaws.com'))
      expect(stranger.status).toBe(404)
      expect(stranger.body).toContain('(ResourceNotFoundException): ')
      // The keys came from the server, by GetClusterKeys: at once, or at a later look where that took too long.
      if (kind === ours)
        await until('the keys', async () => {
          await ask(await tokenOf('stranger', 'nobody', 'pods.eks.amazonaws.com'))
          return /^podid_agent_cluster_keys [1-9]/m.test(await (await fetch(agent.metricsUrl)).text())
        })
      const shown = await tokenOf('app-1', 'app', 'pods.eks.amazonaws.com')
      const given = await ask(shown)
      expect([given.status, Object.keys(JSON.parse(given.status === 200 ? given.body : '{}'))]).toEqual([
        200,
        ['AccessKeyId', 'SecretAccessKey', 'Token', 'AccountId', 'Expiration'],
      ])
      expect(JSON.parse(given.body).AccountId).toBe('000000000000')
      expect(await ask(shown)).toEqual(given)
      if (kind === ours) {
        const metrics = await (await fetch(agent.metricsUrl)).text()
        expect(metrics).toContain('podid_agent_cache_hits_total 1')
      }
      expect(await agent.kill('SIGTERM')).toBe(0)
    }, 300_000)
  }
})
