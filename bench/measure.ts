import { load, type Server } from './machine'

const connections = 32

export interface Measured {
  readonly perSecond: number
  /** Processor time of the server for one request, µs. */
  readonly cpu: number
  /** Milliseconds, at half of the rate that it can take. */
  readonly p50: number
  readonly p99: number
}

/** Sends the requests as fast as they are answered, then at half of that rate, each for so many milliseconds. */
export async function measure(server: Server, requests: readonly string[], time = 4_000): Promise<Measured> {
  const task = { host: '127.0.0.1', port: server.port, requests, connections, warmup: time / 4, time }
  const before = server.cpu()
  const fast = await load(task)
  const cpu = ((server.cpu() - before) * 1_000) / fast.sent
  if (fast.failures > 0) throw new Error(`${fast.failures} requests failed: ${fast.firstFailure}`)
  const half = await load({ ...task, requests: rest(requests, fast.sent), rate: Math.round(fast.perSecond / 2) })
  if (half.failures > 0) throw new Error(`${half.failures} requests failed: ${half.firstFailure}`)
  return { perSecond: fast.perSecond, cpu, p50: half.p50, p99: half.p99 }
}

/** Goes on where the first run ended, so that what can be done once is done once. */
function rest(requests: readonly string[], sent: number): readonly string[] {
  const at = sent % requests.length
  return [...requests.slice(at), ...requests.slice(0, at)]
}
