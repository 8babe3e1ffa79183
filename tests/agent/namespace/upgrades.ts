import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../../free-port'
import { type AgentProcess, keptKey, ours, startAgentProcess } from '../command'
import { scriptedUpstream } from '../scripted-upstream'
import { token } from '../tokens'

// Inside a network namespace of its own, where net.ipv4.tcp_migrate_req may be set: the agent is replaced ten times by a new process beside the
// old one, under load. Prints how many asked and what failed, as JSON.

writeFileSync('/proc/sys/net/ipv4/tcp_migrate_req', process.argv[2] ?? '1')
const folder = mkdtempSync(join(tmpdir(), 'podid-upgrades-'))
const upstream = scriptedUpstream()
const [port, probePort, metricsPort] = [await freePort(), await freePort(), await freePort()]
const env = {
  PODID_STATE_DIR: join(folder, 'state'),
  PODID_MAX_POD_RPS: '0',
  PODID_MAX_SOURCE_RPS: '0',
  PODID_KEYS: 'none',
}
const start = (): Promise<AgentProcess> =>
  startAgentProcess(ours, { endpoint: upstream.url, port, probePort, metricsPort, env })
const shown = await token()

let agent = await start()
await keptKey(agent, shown)
const calls = upstream.calls.length
let over = false
const counts = { asked: 0, failed: 0, first: '' }
const askers = Array.from({ length: 16 }, async () => {
  while (!over) {
    counts.asked += 1
    const failure = await fetch(`http://127.0.0.1:${port}/v1/credentials`, {
      headers: { authorization: shown, connection: 'close' },
      keepalive: false,
    }).then(
      async (response) =>
        response.status === 200 && (await response.text()).includes('ASIA') ? '' : `${response.status}`,
      (why) => String(why?.code ?? why),
    )
    if (failure !== '') {
      counts.failed += 1
      counts.first ||= failure
    }
    await Bun.sleep(1)
  }
})
for (let n = 0; n < 10; n += 1) {
  const next = await start()
  await Bun.sleep(100)
  await agent.kill('SIGTERM')
  agent = next
}
over = true
await Promise.all(askers)
await agent.kill()
await upstream.stop()
process.stdout.write(`${JSON.stringify({ ...counts, calls: upstream.calls.length - calls })}\n`)
process.exit(0)
