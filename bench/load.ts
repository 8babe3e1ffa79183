import { connect, type Socket } from 'node:net'
import { connect as connectSecurely } from 'node:tls'

// A load generator in a process of its own: raw HTTP/1.1 over kept connections, requests signed beforehand, so that it costs little
// beside what it measures. Reads its task as JSON from standard input, prints its result as JSON.

interface Task {
  readonly host: string
  readonly port: number
  /** Whole HTTP requests. */
  readonly requests: readonly string[]
  readonly connections: number
  /** PEM of the authority to trust: over TLS. */
  readonly ca?: string
  /** Milliseconds. */
  readonly warmup: number
  readonly time: number
  /** Requests a second at fixed rate, latency counted from when each was due; absent: as fast as answers come. */
  readonly rate?: number
}

interface Lane {
  readonly socket: Socket
  busy: boolean
  due: number
  buffer: Buffer
}

const task: Task = JSON.parse(await Bun.stdin.text())
const latencies: number[] = []
let failures = 0
let firstFailure = ''
let sent = 0
let measuring = false
let next = 0
const waiting: number[] = []

const lanes = await Promise.all(Array.from({ length: task.connections }, openLane))

function openLane(): Promise<Lane> {
  return new Promise((resolve, reject) => {
    const { host, port, ca } = task
    const socket: Socket =
      ca === undefined
        ? connect({ host, port, noDelay: true })
        : connectSecurely({ host, port, ca, servername: 'localhost' })
    const lane: Lane = { socket, busy: false, due: 0, buffer: Buffer.alloc(0) }
    socket.on(ca === undefined ? 'connect' : 'secureConnect', () => resolve(lane))
    socket.on('error', reject)
    socket.on('data', (data) => {
      const chunk = Buffer.from(data)
      lane.buffer = lane.buffer.length === 0 ? chunk : Buffer.concat([lane.buffer, chunk])
      const end = lane.buffer.indexOf('\r\n\r\n')
      if (end < 0) return
      const head = lane.buffer.subarray(0, end).toString('latin1')
      const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0)
      if (lane.buffer.length < end + 4 + length) return
      if (!head.startsWith('HTTP/1.1 200')) {
        failures += 1
        if (firstFailure === '') firstFailure = lane.buffer.toString('utf8').slice(0, 600)
      }
      lane.buffer = lane.buffer.subarray(end + 4 + length)
      answered(lane)
    })
  })
}

function send(lane: Lane, due: number): void {
  lane.busy = true
  lane.due = due
  sent += 1
  const request = task.requests[next++ % task.requests.length] ?? ''
  lane.socket.write(request, 'latin1')
}

function answered(lane: Lane): void {
  if (measuring) latencies.push(performance.now() - lane.due)
  lane.busy = false
  if (task.rate === undefined) send(lane, performance.now())
  else {
    const due = waiting.shift()
    if (due !== undefined) send(lane, due)
  }
}

async function run(): Promise<number> {
  const rate = task.rate
  if (rate === undefined) for (const lane of lanes) send(lane, performance.now())
  const began = performance.now()
  let due = began
  const tick = (): void => {
    if (rate === undefined) return
    const now = performance.now()
    while (due <= now) {
      const lane = lanes.find((it) => !it.busy)
      if (lane === undefined) waiting.push(due)
      else send(lane, due)
      due += 1_000 / rate
    }
  }
  const timer = setInterval(tick, 1)
  await Bun.sleep(task.warmup)
  measuring = true
  const from = performance.now()
  await Bun.sleep(task.time)
  measuring = false
  clearInterval(timer)
  return performance.now() - from
}

const elapsed = await run()
latencies.sort((a, b) => a - b)
const at = (part: number): number =>
  latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * part))] ?? Number.NaN
process.stdout.write(
  JSON.stringify({
    perSecond: latencies.length / (elapsed / 1_000),
    p50: at(0.5),
    p99: at(0.99),
    failures,
    firstFailure,
    sent,
  }),
)
process.exit(0)
