import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ownCertificate } from '../../src/program'
import { cpuOf, freePort, load, path, pinned, rssOf } from '../machine'
import type { Row } from '../table'
import { wholeConnector } from './connector'
import { type FirstAnswers, firstAnswers } from './first'
import { account, admissions, associations } from './pods'

const connections = 16
const official = 1_700
/** Admissions after which all that is called often has been compiled. */
const warm = 40_000

interface Measured {
  readonly perSecond: number
  /** Processor time for one admission, µs. */
  readonly cpu: number
  readonly p50: number
  readonly p99: number
  /** MiB: before the load, right after it, and when it has been quiet for a while. */
  readonly rss: { readonly before: number; readonly after: number; readonly rest: number }
  readonly first: FirstAnswers
}

/** Admissions over TLS, keep-alive, of pods of 6 kB, with 5,000 associations; beside another webhook given as a command. */
export async function webhook(args: readonly string[]): Promise<readonly Row[]> {
  const command = args[args.indexOf('--against') + 1]
  const other =
    args.includes('--against') && command !== undefined ? await measured(() => startOther(command)) : undefined
  const { PODID_TESTBED } = process.env
  const plane = controlPlane()
  try {
    const ours = await measured(() => startOurs(String(plane.url)))
    const row = (what: string, of: (it: Measured) => number, digits: number, aim: string): Row => {
      const values = [ours, ...(other === undefined ? [] : [other])].map((it) => of(it).toFixed(digits))
      return { what, measured: values.join(' | '), aim }
    }
    return [
      row('admissions/s, 6 kB pods over TLS, 16 connections', (it) => it.perSecond, 0, ''),
      row('processor time an admission, µs', (it) => it.cpu, 0, ''),
      row('admissions/s that one core can do', (it) => 1e6 / it.cpu, 0, `≥ ${5 * official}`),
      row('p50 at half of that load, ms', (it) => it.p50, 2, ''),
      row('p99 at half of that load, ms', (it) => it.p99, 2, ''),
      row('RSS with 5,000 associations before it, MiB', (it) => it.rss.before, 0, '≤ 80'),
      row('RSS right after it, MiB', (it) => it.rss.after, 0, ''),
      row('RSS 8 s later, MiB', (it) => it.rss.rest, 0, '≤ 80'),
      row('start to first answer, ms', (it) => it.first.after, 0, ''),
      row('wrong decisions after a start', (it) => it.first.wrong, 0, '0'),
      row('start to ready to decide rightly, ms', (it) => it.first.rightAfter, 0, ''),
      ...(PODID_TESTBED === undefined ? [] : await wholeConnector(PODID_TESTBED)),
    ]
  } finally {
    plane.stop(true)
  }
}

interface Started {
  readonly pid: number
  readonly port: number
  /** PEM; once it listens. */
  readonly ca: Promise<string>
  stop(): Promise<void>
}

async function measured(start: () => Promise<Started> | Started): Promise<Measured> {
  const requests = admissions(500)
  const began = performance.now()
  const started = await start()
  try {
    const ca = await started.ca
    const first = await firstAnswers(started.port, ca, requests[0] ?? '', began)
    await Bun.sleep(1_000)
    const before = rssOf(started.pid)
    const task = { host: '127.0.0.1', port: started.port, requests, connections, ca, warmup: 2_000, time: 8_000 }
    // What is compiled on the way to full speed is not what an admission costs; on a busy machine that way is long.
    for (let sent = 0; sent < warm; ) sent += (await load({ ...task, warmup: 0, time: 4_000 })).sent
    const spent = cpuOf(started.pid)
    const fast = await load(task)
    const cpu = ((cpuOf(started.pid) - spent) * 1_000) / fast.sent
    const half = await load({ ...task, rate: Math.round(fast.perSecond / 2) })
    const failures = fast.failures + half.failures
    if (failures > 0) throw new Error(`${failures} admissions failed: ${fast.firstFailure}${half.firstFailure}`)
    const after = rssOf(started.pid)
    await Bun.sleep(8_000)
    const rss = { before, after, rest: rssOf(started.pid) }
    return { perSecond: fast.perSecond, cpu, p50: half.p50, p99: half.p99, rss, first }
  } finally {
    await started.stop()
  }
}

function startOurs(controlPlane: string): Started {
  const port = freePort()
  const task = JSON.stringify({ port, controlPlane, later: 300 })
  const child = Bun.spawn([...pinned(0), process.execPath, join(import.meta.dir, 'serve.ts'), task], {
    stdin: 'ignore',
    stdout: 'pipe',
    stderr: 'inherit',
    env: { PATH: path() },
  })
  const ca = firstLine(child.stdout).then((it) => String(JSON.parse(it)))
  return { pid: child.pid, port, ca, stop: () => ended(child) }
}

/** `{port}`, `{cert}`, `{key}` and `{identities}` in the command stand for what it is to use. */
async function startOther(command: string): Promise<Started> {
  const folder = mkdtempSync(join(tmpdir(), 'podid-bench-'))
  const { cert, key, ca } = await ownCertificate(folder, ['localhost', '127.0.0.1'], Date.now())
  const port = freePort()
  const files = {
    cert: join(folder, 'tls.crt'),
    key: join(folder, 'tls.key'),
    identities: join(folder, 'identities.json'),
  }
  writeFileSync(files.cert, cert)
  writeFileSync(files.key, key, { mode: 0o600 })
  writeFileSync(
    files.identities,
    JSON.stringify({ identities: Array.from({ length: associations }, (_, n) => account(n)) }),
  )
  const filled = Object.entries({ port, ...files }).reduce(
    (text, [name, value]) => text.replaceAll(`{${name}}`, String(value)),
    command,
  )
  const child = Bun.spawn([...pinned(0), 'sh', '-c', `exec ${filled}`], {
    stdin: 'ignore',
    stdout: 'ignore',
    stderr: 'ignore',
  })
  return { pid: child.pid, port, ca: Promise.resolve(ca), stop: () => ended(child) }
}

async function ended(child: Bun.Subprocess): Promise<void> {
  child.kill()
  await child.exited
}

async function firstLine(stream: ReadableStream<Uint8Array>): Promise<string> {
  let text = ''
  const decoder = new TextDecoder()
  for await (const chunk of stream) {
    text += decoder.decode(chunk, { stream: true })
    const end = text.indexOf('\n')
    if (end >= 0) return text.slice(0, end)
  }
  throw new Error('The webhook ended before it listened.')
}

/** Knows all associations, and is asked as a real one is. */
function controlPlane(): Bun.Server<undefined> {
  return Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    fetch: ({ url }) => {
      const { searchParams } = new URL(url)
      const [namespace, serviceAccount] = [searchParams.get('namespace'), searchParams.get('serviceAccount')]
      return Response.json({ associations: [{ namespace, serviceAccount }] })
    },
  })
}
