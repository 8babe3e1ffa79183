import { describe, expect, test } from 'bun:test'
import { join } from 'node:path'
import { have } from '../up'

// The addresses that SDKs know, in a network namespace of the test's own.

const there = [
  have(['unshare', '-rnm', 'true'], 'the link-local addresses: unshare -rnm'),
  have(['ip', '-V'], 'the link-local addresses: iproute2'),
  have(['node', '--version'], 'the link-local addresses: node'),
  have(['python3', '-c', 'import boto3'], 'the link-local addresses: boto3'),
  have(['aws', '--version'], 'the link-local addresses: the AWS CLI'),
].every((it) => it)

const inside = (script: string, ...args: readonly string[]): Readonly<Record<string, unknown>> => {
  const path = join(import.meta.dir, 'namespace', script)
  const command = `ip link set lo up && exec '${process.execPath}' '${path}' ${args.join(' ')}`
  const { exitCode, stdout, stderr } = Bun.spawnSync(['unshare', '-rnm', 'sh', '-c', command])
  if (exitCode !== 0) throw new Error(`${script} ended with ${exitCode}: ${stderr}`)
  return JSON.parse(stdout.toString().trim().split('\n').at(-1) ?? '{}')
}

describe.skipIf(!there)('169.254.170.23 and fd00:ec2::23', () => {
  test('are made, bound by default, and found by real SDKs; one state stands behind both', () => {
    const told = inside('inside.ts')
    expect(told.again).toBe('')
    expect(told.addresses).toContain('169.254.170.23/32')
    expect(told.addresses).toContain('fd00:ec2::23/128')
    expect(told.migrate).toBe('1')
    const key = String(told.key)
    expect(key).toMatch(/^ASIA\d{16}$/)
    for (const family of ['v4', 'v6']) {
      expect(told[`boto3 ${family}`]).toBe(key)
      expect(told[`JS ${family}`]).toBe(key)
      expect(told[`CLI ${family}`]).toMatch(new RegExp(`access_key\\s+\\*+${key.slice(-4)}\\s+container-role`))
    }
    // Two addresses, three SDKs, and nothing that is asked again.
    expect(told.calls).toBe(0)
  }, 300_000)

  test('an agent that is replaced under load, ten times, loses no connection', () => {
    const { asked, failed, first, calls } = inside('upgrades.ts')
    expect([failed, first]).toEqual([0, ''])
    expect(asked).toBeGreaterThan(100)
    expect(calls).toBe(0)
  }, 300_000)

  test('a state folder that is full costs no pod anything; an address that comes later is bound', () => {
    const it = inside('faults.ts')
    expect(it).toMatchObject({ answered: 60, again: 60, pods: 60, anew: 0, reason: true, told: 1, left: 0 })
    expect(it.files).toBeGreaterThan(0)
    expect(it.files).toBeLessThan(60)
    expect(it.kept).toBe(1)
    expect(it).toMatchObject({ before: 0, after: 200, bound: true, ready: 'ok\n' })
  }, 300_000)
})
