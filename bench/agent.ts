import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { scriptedUpstream } from '../tests/agent/scripted-upstream'
import { jwks, token } from '../tests/agent/tokens'
import { herd, renewals } from './agent-herds'
import { type Candidate, startCandidate } from './agent-process'
import { load } from './machine'
import type { Row } from './table'

const rounds = 2
const entries = 2_000

/** What one agent showed, a figure a name. */
type Figures = Readonly<Record<string, number>>

const aims: Readonly<Record<string, string>> = {
  'cached requests/s, 32 connections': '≥ 3 × the official agent’s (47000)',
  'processor time a request, µs': '≤ ⅓ of the official agent’s (21)',
  'p50 at 500/s, ms': 'no higher than the official agent’s',
  'RSS with 2,000 entries, MiB': '≤ 60',
  'start to first answer, ms': '≤ 150',
  'start to first answer, 2,000 entries kept, ms': '< 300',
  '200 on one pod, upstream 100 ms: calls': '1',
  '200 on one pod, upstream 100 ms: p50, ms': '≤ 130 (official 228)',
  '200 on one pod, upstream 1.2 s: calls': '≤ 3 (official 250–300)',
  '200 on one pod, upstream fails: calls': '≤ 3 (official 250–300)',
  '2,000 renewals due at once: renewed after 80 s': '2000',
}

/** The agent beside any other given as a command, in alternating rounds of one run. */
export async function agent(args: readonly string[]): Promise<readonly Row[]> {
  const candidates = candidatesFrom(args)
  const found = new Map<string, Figures[]>()
  for (let round = 0; round < rounds; round += 1)
    for (const it of candidates) {
      process.stdout.write(`agent: round ${round + 1} of ${rounds}, ${it.name}…\n`)
      found.set(it.name, [...(found.get(it.name) ?? []), await measured(it)])
    }
  return candidates.flatMap(({ name }) => {
    const all = found.get(name) ?? []
    return Object.keys(all[0] ?? {}).map((what) => ({
      what: candidates.length === 1 ? `agent: ${what}` : `${name}: ${what}`,
      measured: middle(all.map((it) => it[what] ?? Number.NaN)),
      aim: name === 'podid' ? (aims[what] ?? '') : '',
    }))
  })
}

async function measured(candidate: Candidate): Promise<Figures> {
  const upstream = scriptedUpstream()
  const keys = await jwks()
  try {
    const tokens = await Promise.all(Array.from({ length: entries }, (_, n) => token(`pod-${n}`)))
    const idle = await startCandidate(candidate, { endpoint: upstream.url, keys, warm: tokens[0] ?? '' })
    const request = (shown: string): string =>
      `GET /v1/credentials HTTP/1.1\r\nHost: ${candidate.hostHeader}\r\nAuthorization: ${shown}\r\n\r\n`
    const idleRss = idle.rss()
    const some = tokens.slice(0, 50).map(request)
    const task = { host: '127.0.0.1', port: idle.port, connections: 32, warmup: 2_000, time: 5_000 }
    const before = idle.cpu()
    const full = await load({ ...task, requests: some })
    const cpu = ((idle.cpu() - before) * 1_000) / full.sent
    const calm = await load({ ...task, requests: some, rate: 500 })
    const half = await load({ ...task, requests: some, rate: Math.round(full.perSecond / 2) })
    await load({ ...task, requests: tokens.map(request), rate: 1_000, warmup: 0, time: 3_000 })
    const fullRss = idle.rss()
    await idle.stop()
    const again = await startCandidate(candidate, {
      endpoint: upstream.url,
      keys,
      warm: tokens[1] ?? '',
      folder: idle.folder,
    })
    await again.stop()
    return {
      'cached requests/s, 32 connections': full.perSecond,
      'processor time a request, µs': cpu,
      'refused of these': full.failures,
      'p50 at 500/s, ms': calm.p50,
      'p99 at 500/s, ms': calm.p99,
      'p50 at half of saturation, ms': half.p50,
      'p99 at half of saturation, ms': half.p99,
      'RSS idle, MiB': idleRss,
      'RSS with 2,000 entries, MiB': fullRss,
      'start to first answer, ms': idle.firstAnswer,
      'start to first answer, 2,000 entries kept, ms': again.firstAnswer,
      ...(await herd(candidate, {
        name: '200 on one pod, upstream 100 ms',
        pods: 1,
        askers: 200,
        act: { after: 100 },
      })),
      ...(await herd(candidate, {
        name: '200 on one pod, upstream 1.2 s',
        pods: 1,
        askers: 200,
        act: { after: 1_200 },
      })),
      ...(await herd(candidate, {
        name: '200 on one pod, upstream fails',
        pods: 1,
        askers: 200,
        act: { fault: { status: 500, code: 'InternalServerException', message: 'oops' } },
      })),
      ...(await herd(candidate, { name: '500 pods, upstream 100 ms', pods: 500, askers: 500, act: { after: 100 } })),
      ...(await renewals(candidate, entries)),
    }
  } finally {
    await upstream.stop()
  }
}

/** Ours (the executable when it has been built, else from the clone), and what `--against COMMAND` or PODID_OFFICIAL_AGENT names. */
function candidatesFrom(args: readonly string[]): readonly Candidate[] {
  const built = join(import.meta.dir, '../dist/podid')
  const command = existsSync(built) ? [built] : [process.execPath, join(import.meta.dir, '../src/cli/main.ts')]
  const own: Candidate = { name: 'podid', command, argv0: 'eks-pod-identity-agent', hostHeader: '127.0.0.1' }
  const at = args.indexOf('--against')
  const other = at >= 0 ? args[at + 1] : process.env.PODID_OFFICIAL_AGENT
  if (other === undefined || other === '') return [own]
  return [own, { name: 'other', command: other.split(' '), hostHeader: '169.254.170.23' }]
}

function middle(values: readonly number[]): string {
  const sorted = [...values].sort((one, other) => one - other)
  const value = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
  return value >= 100 || Number.isInteger(value) ? value.toFixed(0) : value.toFixed(2)
}
