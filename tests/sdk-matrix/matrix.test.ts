import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { join } from 'node:path'
import { type AgentProcess, keptKey, ours, startAgentProcess } from '../agent/command'
import { type ScriptedUpstream, scriptedUpstream } from '../agent/scripted-upstream'
import { token } from '../agent/tokens'
import { have } from '../up'
import { asked } from './asked'
import { programs } from './programs'

// The AWS SDKs for Go, Rust and Java find a pod's credentials at our agent by their default chains. boto3, JS and the CLI are in tests/python
// and tests/agent/namespace.test.ts.

const built = await programs()

describe.skipIf(built.length === 0)('at a loopback address', () => {
  let upstream: ScriptedUpstream
  let agent: AgentProcess
  let shown = ''
  let key = ''
  let calls = 0
  beforeAll(async () => {
    upstream = scriptedUpstream()
    agent = await startAgentProcess(ours, { endpoint: upstream.url })
    shown = await token()
    key = await keptKey(agent, shown)
    calls = upstream.calls.length
  })
  afterAll(async () => {
    await agent?.kill()
    await upstream?.stop()
  })
  for (const { name, command } of built)
    test(`the AWS SDK for ${name}`, async () => {
      expect(await asked(command, `${agent.url}/v1/credentials`, shown)).toBe(key)
      // One pod, one question, whoever asks.
      expect(upstream.calls.length).toBe(calls)
    }, 300_000)
})

const namespaces = have(['unshare', '-rn', 'true'], 'the SDKs at the link-local addresses: unshare -rn')
describe.skipIf(built.length === 0 || !namespaces)('at the addresses that SDKs know', () => {
  test('169.254.170.23 and fd00:ec2::23', () => {
    const path = join(import.meta.dir, 'inside.ts')
    const { exitCode, stdout, stderr } = Bun.spawnSync([
      ...['unshare', '-rn', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh', process.execPath, path],
      JSON.stringify(built),
    ])
    expect([exitCode, exitCode === 0 ? '' : stderr.toString()]).toEqual([0, ''])
    const told = JSON.parse(stdout.toString().trim().split('\n').at(-1) ?? '{}')
    const { key } = told
    for (const { name } of built)
      expect(told).toMatchObject({ [`${name} 169.254.170.23`]: key, [`${name} fd00:ec2::23`]: key })
  }, 300_000)
})
