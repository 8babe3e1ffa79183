import { existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../../free-port'
import { until } from '../../until'
import { ours, startAgentProcess } from '../command'
import { scriptedUpstream } from '../scripted-upstream'
import { token } from '../tokens'

// Inside a network and mount namespace of its own: a state folder that fills up, and an address that comes while the agent runs. Prints what
// happened, as JSON.

const folder = mkdtempSync(join(tmpdir(), 'podid-faults-'))
const state = join(folder, 'state')
const sh = (command: string): void => {
  const { exitCode, stderr } = Bun.spawnSync(['sh', '-c', command])
  if (exitCode !== 0) throw new Error(`${command}: ${stderr}`)
}
mkdirSync(state)
sh(`mount -t tmpfs -o size=64k,mode=700 tmpfs '${state}'`)

const upstream = scriptedUpstream()
const [port, probePort, metricsPort] = [await freePort(), await freePort(), await freePort()]
const args = {
  endpoint: upstream.url,
  port,
  probePort,
  metricsPort,
  env: { PODID_STATE_DIR: state, PODID_KEYS: 'none' },
}
const bindHosts = ['127.0.0.1', '169.254.170.23']
const agent = await startAgentProcess(ours, { ...args, bindHosts })
const ask = async (shown: string, host = '127.0.0.1'): Promise<number> =>
  fetch(`http://${host}:${port}/v1/credentials`, { headers: { authorization: shown } }).then(
    (response) => response.status,
    () => 0,
  )

const shown = await Promise.all(Array.from({ length: 60 }, (_, n) => token(`pod-${n}`)))
/** A pod told to come back later does. */
const served = async (it: string): Promise<number> => {
  for (;;) {
    const status = await ask(it)
    if (status !== 503) return status
    await Bun.sleep(200)
  }
}
const statuses = await Promise.all(shown.map(served))
await until('what does not fit is told', () => agent.said().includes('cannot be written to the state folder'))
const asked = upstream.calls.length
const again = await Promise.all(shown.map((it) => ask(it)))
const full = {
  answered: statuses.filter((it) => it === 200).length,
  pods: new Set(upstream.calls.map((it) => it.token)).size,
  anew: upstream.calls.length - asked,
}
await until('nothing is half written', () => !readdirSync(state).some((it) => it.endsWith('.tmp')))
const files = readdirSync(state).filter((it) => !it.startsWith('.')).length
const left = readdirSync(state).filter((it) => it.endsWith('.tmp')).length

// Room again: what is fetched is kept again.
sh(`rm -f '${state}'/*`)
const late = await token('late')
await served(late)
await until('it is kept', () => readdirSync(state).some((it) => !it.startsWith('.')))
const kept = readdirSync(state).length

const before = await ask(shown[0] ?? '', '169.254.170.23')
sh('ip addr add 169.254.170.23/32 dev lo')
let after = 0
for (let n = 0; n < 600 && after !== 200; n += 1) {
  await Bun.sleep(100)
  after = await ask(shown[0] ?? '', '169.254.170.23')
}
const ready = await (await fetch(`${agent.probeUrl}/readyz`)).text()

const said = agent.said()
await agent.kill()
await upstream.stop()
writeFileSync(join(folder, 'said'), said)
process.stdout.write(
  `${JSON.stringify({
    ...full,
    again: again.filter((it) => it === 200).length,
    ...{ files, left, kept, before, after, ready },
    told: said.split('\n').filter((it) => it.includes('cannot be written to the state folder')).length,
    reason: /ENOSPC/.test(said),
    bound: said.includes('this address is there now, and bound'),
    there: existsSync(state),
  })}\n`,
)
process.exit(0)
