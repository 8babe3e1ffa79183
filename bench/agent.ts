import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { scriptedUpstream } from '../tests/agent/scripted-upstream'
import { jwks, token } from '../tests/agent/tokens'
import { herds, renewals } from './agent-herds'
import { bare, underLoad } from './agent-load'
import { type Candidate, startCandidate } from './agent-process'
import { load, pinned } from './machine'
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
  // Load and upstream live here: away from the core of the agent.
  if (pinned(1).length > 0) Bun.spawnSync(['/usr/bin/taskset', '-a', '-cp', '1', String(process.pid)])
  const found = new Map<string, Figures[]>()
  for (let round = 0; round < rounds; round += 1)
    for (const it of candidates) {
      process.stdout.write(`agent: round ${round + 1} of ${rounds}, ${it.name}…\n`)
      found.set(it.name, [...(found.get(it.name) ?? []), await measured(it, round === rounds - 1)])
    }
  return candidates.flatMap(({ name }) => {
    const all = found.get(name) ?? []
    return Object.keys(all.at(-1) ?? {}).map((what) => ({
      what: candidates.length === 1 ? `agent: ${what}` : `${name}: ${what}`,
      measured: middle(all.flatMap((it) => it[what] ?? [])),
      aim: name === 'podid' ? (aims[what] ?? '') : '',
    }))
  })
}

async function measured(candidate: Candidate, last: boolean): Promise<Figures> {
  const upstream = scriptedUpstream()
  const keys = await jwks()
  try {
    const tokens = await Promise.all(Array.from({ length: entries }, (_, n) => token(`pod-${n}`)))
    const idle = await startCandidate(candidate, { endpoint: upstream.url, keys, warm: tokens[0] ?? '' })
    const request = (shown: string): string =>
      `GET /v1/credentials HTTP/1.1\r\nHost: ${candidate.hostHeader}\r\nAuthorization: ${shown}\r\n\r\n`
    const idleRss = idle.rss()
    const some = tokens.slice(0, 50).map(request)
    const it = await underLoad(idle, some)
    const plain = await bare(some)
    await fill(idle.port, tokens.map(request))
    const [fullRss, fullOwn] = [idle.rss(), idle.own()]
    await idle.stop()
    const again = await startCandidate(candidate, {
      ...{ endpoint: upstream.url, keys, warm: tokens[1] ?? '', folder: idle.folder },
    })
    await again.stop()
    return {
      'cached requests/s, 32 connections': it.full,
      'beside it a bare Bun.serve with a token look-up, requests/s': plain.full,
      'processor time a request, µs': it.cpu,
      'beside it a bare Bun.serve with a token look-up, µs': plain.cpu,
      'refused of these': it.failures,
      'p50 at 500/s, ms': it.calm50,
      'p99 at 500/s, ms': it.calm99,
      'p50 at half of saturation, ms': it.half50,
      'p99 at half of saturation, ms': it.half99,
      'RSS idle, MiB': idleRss,
      'RSS with 2,000 entries, MiB': fullRss,
      'of these not pages of the executable, MiB': fullOwn,
      'start to first answer, ms': idle.firstAnswer,
      'start to first answer, 2,000 entries kept, ms': again.firstAnswer,
      ...(await herds(candidate)),
      ...(last ? await renewals(candidate, entries) : {}),
    }
  } finally {
    await upstream.stop()
  }
}

/** Every pod asks once, a thousand a second; then a moment of calm. */
async function fill(port: number, requests: readonly string[]): Promise<void> {
  await load({ ...{ host: '127.0.0.1', port, requests }, ...{ connections: 32, rate: 1_000, warmup: 0, time: 3_000 } })
  await Bun.sleep(3_000)
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
