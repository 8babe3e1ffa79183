import { afterEach, expect, test } from 'bun:test'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../../tests/free-port'
import type { AddonBackend, WantedAddon } from './addons'
import { processBackend } from './process-backend'

// A program that answers with what it was configured with, on a port that two of them cannot have.
const program = `const [port, said] = process.argv.slice(-2)
if (said === 'broken') process.exit(3)
Bun.serve({ port: Number(port), hostname: '127.0.0.1', fetch: () => new Response(said) })`

const backends: AddonBackend[] = []
afterEach(async () => {
  for (const it of backends.splice(0)) await it.stop()
})

async function backend() {
  const folder = mkdtempSync(join(tmpdir(), 'podid-backend-'))
  const port = await freePort()
  const it = processBackend({
    log: () => {},
    async program({ name, configurationValues = 'nothing' }) {
      if (name === 'unknown') return undefined
      if (configurationValues === 'unreadable') throw new Error('not so')
      return {
        command: [process.execPath, '-e', program, '--', String(port), configurationValues],
        env: { PATH: process.env.PATH ?? '' },
        readyUrl: `http://127.0.0.1:${port}/`,
        logFile: join(folder, 'log'),
      }
    },
  })
  backends.push(it)
  const answer = () => fetch(`http://127.0.0.1:${port}/`).then((response) => response.text())
  return { it, answer }
}

const addon = (more: Partial<WantedAddon> = {}): WantedAddon => ({
  ...{ name: 'it', version: 'v1.0.0-eksbuild.1', status: 'CREATING', preserve: false, updateId: '' },
  ...more,
})
const active = { status: 'ACTIVE', issues: [] } as const

test('what runs is started anew when it is configured otherwise, and only then', async () => {
  const { it, answer } = await backend()
  expect(await it.install(addon())).toEqual(active)
  expect(await answer()).toBe('nothing')
  expect(await it.install(addon({ status: 'UPDATING', configurationValues: 'loud' }))).toEqual(active)
  expect(await answer()).toBe('loud')
  expect(await it.install(addon({ version: 'v1.1.0-eksbuild.1', configurationValues: 'loud' }))).toEqual(active)
}, 300_000)

test.each([
  ['broken', 'InsufficientNumberOfReplicas'],
  ['unreadable', 'ConfigurationConflict'],
])(
  'what cannot run as %s fails the update, and the former runs on',
  async (configurationValues, code) => {
    const { it, answer } = await backend()
    await it.install(addon())
    expect(await it.install(addon({ configurationValues }))).toMatchObject({
      status: 'UPDATE_FAILED',
      issues: [{ code }],
    })
    expect(await answer()).toBe('nothing')
  },
  300_000,
)

test('what cannot run at all is told', async () => {
  const { it } = await backend()
  const issue = async (more: Partial<WantedAddon>) => (await it.install(addon(more))).issues[0]?.message
  expect(await issue({ name: 'unknown' })).toBe('The add-on unknown has no program for a cluster without Kubernetes.')
  expect(await issue({ configurationValues: 'unreadable' })).toBe(
    'The add-on it cannot be run as it is configured: not so',
  )
}, 300_000)
