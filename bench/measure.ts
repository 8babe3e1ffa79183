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

/** Sends the requests as fast as they are answered, once the code for them is compiled, then at half of that rate, each for so many milliseconds. */
export async function measure(server: Server, requests: readonly string[], time = 4_000): Promise<Measured> {
  const task = { host: '127.0.0.1', port: server.port, requests, connections, warmup: time / 4, time }
  const cold = await load({ ...task, warmup: 0, time: time / 2 })
  const before = server.cpu()
  const fast = await load({ ...task, requests: rest(requests, cold.sent) })
  const cpu = ((server.cpu() - before) * 1_000) / fast.sent
  if (fast.failures > 0) throw new Error(`${fast.failures} requests failed: ${fast.firstFailure}`)
  const half = await load({
    ...task,
    requests: rest(requests, cold.sent + fast.sent),
    rate: Math.round(fast.perSecond / 2),
  })
  if (half.failures > 0) throw new Error(`${half.failures} requests failed: ${half.firstFailure}`)
  return { perSecond: fast.perSecond, cpu, p50: half.p50, p99: half.p99 }
}

/** Processor time of the server for one request, µs, when each is sent once, so many a second. */
export async function once(server: Server, requests: readonly string[], rate: number): Promise<number> {
  const before = server.cpu()
  const time = ((requests.length - connections) / rate) * 1_000
  const task = { host: '127.0.0.1', port: server.port, requests, connections, warmup: 0, time, rate }
  const { sent, failures, firstFailure } = await load(task)
  if (failures > 0) throw new Error(`${failures} requests failed: ${firstFailure}`)
  return ((server.cpu() - before) * 1_000) / sent
}

/** Goes on where the first run ended, so that what can be done once is done once. */
function rest(requests: readonly string[], sent: number): readonly string[] {
  const at = sent % requests.length
  return [...requests.slice(at), ...requests.slice(0, at)]
}
