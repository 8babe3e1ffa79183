import { afterAll, beforeAll, expect, test } from 'bun:test'
import {
  CreateAddonCommand,
  DescribeAddonCommand,
  DescribeAddonConfigurationCommand,
  DescribeUpdateCommand,
  EKSClient,
  UpdateAddonCommand,
} from '@aws-sdk/client-eks'
import { agentConfig } from '../../src/agent'
import { agentFlags } from '../../src/cli/agent-flags'
import { until } from '../until'
import { startUp, type Up } from '../up'

// What the add-on's configurationValues say reaches the agent that runs.

const local = { clusterName: 'local', addonName: 'eks-pod-identity-agent' }
const everything = {
  agent: { logLevel: 'debug', logFormat: 'json', maxCacheSize: 7, maxCredentialRetentionBeforeRenewal: '90m' },
}
let up: Up
let eks: EKSClient
beforeAll(async () => {
  up = await startUp()
  const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = up.env
  eks = new EKSClient({ endpoint: up.url, region: 'us-east-1', credentials: { accessKeyId, secretAccessKey } })
}, 300_000)
afterAll(() => up?.stop())

test('the schema offers what the flags say, and the agent takes them', async () => {
  const { configurationSchema = '' } = await eks.send(
    new DescribeAddonConfigurationCommand({ addonName: local.addonName, addonVersion: 'v1.3.10-eksbuild.1' }),
  )
  const offered = Object.keys(JSON.parse(configurationSchema).properties.agent.properties)
  expect(offered.sort()).toEqual(Object.keys(everything.agent).sort())
  const flags = agentFlags(JSON.stringify(everything))
  expect(flags).toHaveLength(2 * offered.length)
  const named = flags.flatMap((it, at) => (at % 2 === 0 ? [[camel(it), flags[at + 1]]] : []))
  expect(agentConfig({ clusterName: 'local', region: 'us-east-1', ...Object.fromEntries(named) })).toMatchObject({
    ...everything.agent,
    maxCredentialRetentionBeforeRenewal: 90 * 60_000,
  })
  expect(() => agentFlags('{"agent":{"port":1}}')).toThrow()
})

test('the agent is started anew when it is configured otherwise', async () => {
  const shown = async () => (await eks.send(new DescribeAddonCommand(local))).addon
  await eks
    .send(new CreateAddonCommand({ ...local, configurationValues: '{"agent":{"maxCacheSize":5}}' }))
    .catch(() => {})
  await until('its state', async () => (await shown())?.status === 'ACTIVE')
  const update = async (configurationValues: string) => {
    const { update } = await eks.send(new UpdateAddonCommand({ ...local, configurationValues }))
    const of = { name: 'local', addonName: local.addonName, updateId: update?.id }
    const status = async () => (await eks.send(new DescribeUpdateCommand(of))).update?.status
    await until('its state', async () => (await status()) !== 'InProgress')
    return status()
  }
  expect(await update('agent:\n  maxCacheSize: 7\n  logLevel: debug\n')).toBe('Successful')
  if (process.platform === 'linux') expect(await commandOfAgent()).toContain('--log-level debug --max-cache-size 7')
  expect(await update('')).toBe('Successful')
  if (process.platform === 'linux') expect(await commandOfAgent()).not.toContain('--max-cache-size')
}, 300_000)

async function commandOfAgent(): Promise<string> {
  const children = (await Bun.file(`/proc/${up.pid}/task/${up.pid}/children`).text()).trim().split(' ')
  const commands = await Promise.all(
    children.map((pid) =>
      Bun.file(`/proc/${pid}/cmdline`)
        .text()
        // One that ended meanwhile.
        .catch(() => ''),
    ),
  )
  return commands.map((it) => it.replaceAll('\0', ' ')).find((it) => it.includes(' agent ')) ?? ''
}

function camel(flag: string): string {
  return flag.slice(2).replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
}
