import { afterAll, beforeAll, expect, test } from 'bun:test'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readChecked } from '../../src/agent/state-file'
import { type AgentProcess, ours, startAgentProcess } from '../agent/command'
import { credentials, type ScriptedUpstream, scriptedUpstream } from '../agent/scripted-upstream'
import { token } from '../agent/tokens'
import { freePort } from '../free-port'
import { until } from '../until'

// The agent is killed with -9 a hundred times while pods ask and credentials are written: no wrong answer, no torn state file.

const kills = 100
const pods = 60
let upstream: ScriptedUpstream
let folder = ''
beforeAll(() => {
  upstream = scriptedUpstream()
  folder = mkdtempSync(join(tmpdir(), 'podid-kills-'))
  // Every pod has credentials of its own, by which a wrong answer is seen.
  upstream.act = (shown, nth) => {
    const it = Object(credentials(Date.now() + 6 * 3_600_000, nth))
    it.credentials.accessKeyId = `ASIA-${podOf(shown)}`
    return { body: JSON.stringify(it), after: nth % 3 }
  }
})
afterAll(async () => {
  await upstream.stop()
  rmSync(folder, { recursive: true, force: true })
})

test(`${kills} kills under load`, async () => {
  const state = join(folder, 'state')
  const port = await freePort()
  const env = { PODID_STATE_DIR: state, PODID_MAX_POD_RPS: '0', PODID_MAX_SOURCE_RPS: '0', PODID_KEYS: 'none' }
  const start = (): Promise<AgentProcess> => startAgentProcess(ours, { endpoint: upstream.url, port, env })
  const shown = await Promise.all(Array.from({ length: pods }, (_, n) => token(`pod-${n}`)))
  const counts = { right: 0, wrong: 0, refused: 0, away: 0 }
  let over = false
  const askers = Array.from({ length: 8 }, async (_, asker) => {
    for (let n = asker; !over; n += 1) {
      const one = shown[n % pods] ?? ''
      const answer = await fetch(`http://127.0.0.1:${port}/v1/credentials`, { headers: { authorization: one } }).then(
        async (response) => ({ status: response.status, text: await response.text() }),
        () => undefined,
      )
      if (answer === undefined) counts.away += 1
      else if (answer.status !== 200) counts.refused += 1
      else if (answer.text.includes(`"ASIA-pod-${n % pods}"`)) counts.right += 1
      else counts.wrong += 1
      await Bun.sleep(1)
    }
  })
  for (let n = 0; n < kills; n += 1) {
    const agent = await start()
    await Bun.sleep(20 + ((n * 37) % 120))
    // Now and then something is written at the very moment.
    if (n % 5 === 0)
      rmSync(join(state, readdirSync(state).find((it) => !it.startsWith('.')) ?? 'none'), { force: true })
    await agent.kill('SIGKILL')
    for (const name of readdirSync(state).filter((it) => /^[0-9a-f]{40}-\d+$/.test(it)))
      expect([name, readChecked(state, name, 'entry-1') !== undefined]).toEqual([name, true])
  }
  const last = await start()
  const status = async () =>
    (await fetch(`${last.url}/v1/credentials`, { headers: { authorization: shown[0] ?? '' } })).status
  await until('the last one answers', async () => (await status()) !== 503)
  expect(await status()).toBe(200)
  over = true
  await Promise.all(askers)
  await last.kill()
  expect({ wrong: counts.wrong, served: counts.right > kills }).toEqual({ wrong: 0, served: true })
  process.stdout.write(`agent kills: ${JSON.stringify(counts)}, ${upstream.calls.length} calls upstream\n`)
}, 600_000)

function podOf(shown: string): string {
  const claims = JSON.parse(Buffer.from(shown.split('.')[1] ?? '', 'base64url').toString())
  return claims['kubernetes.io'].pod.name
}
