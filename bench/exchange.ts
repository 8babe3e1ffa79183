import { exchanges } from './exchanging'
import { type Server, startServer } from './machine'
import { measure } from './measure'
import { serverWith } from './stored'
import type { Row } from './table'

const associations = 5_000

/** The exchange: AssumeRoleForPodIdentity, signed as an agent signs it, RS256 tokens, 5,000 associations in the store. */
export async function exchange(args: readonly string[] = []): Promise<readonly Row[]> {
  const empty = await startServer(args)
  await empty.end()
  const server = await serverWith({ bench: associations }, args)
  try {
    const requests = await exchanges(server, ['bench'], associations)
    const { perSecond, cpu, p50, p99 } = await measure(server, requests, 8_000)
    const rss = server.rss()
    return [
      { what: 'exchanges/s, one core, 32 connections', measured: perSecond.toFixed(0), aim: '≥ 5000' },
      { what: 'processor time an exchange, µs', measured: cpu.toFixed(0), aim: '≤ 200' },
      { what: 'p50 at half of that, ms', measured: p50.toFixed(2), aim: '' },
      { what: 'p99 at half of that, ms', measured: p99.toFixed(2), aim: '≤ 15' },
      { what: 'RSS after it, MiB', measured: rss.toFixed(0), aim: '< 120' },
      { what: 'start to ready (first start), ms', measured: empty.readyAfter.toFixed(0), aim: '< 500' },
      {
        what: 'start to ready (5,000 associations stored), ms',
        measured: (await restarted(server)).toFixed(0),
        aim: '< 500',
      },
    ]
  } finally {
    await server.end()
  }
}

async function restarted(server: Server): Promise<number> {
  await server.stop()
  const again = await startServer([], server.data)
  await again.stop()
  return again.readyAfter
}
