import { join } from 'node:path'
import { cpuOf, freePort, load, pinned } from './machine'

/** Milliseconds. */
const task = { host: '127.0.0.1', connections: 32, warmup: 1_000, time: 3_000 }

/** A process that answers on loopback, with the requests to put to it. */
export interface Target {
  readonly port: number
  cpu(): number
}

/** As fast as answers come, then 500 a second, then half of what it can do. */
export async function underLoad(
  target: Target,
  requests: readonly string[],
): Promise<Readonly<Record<'full' | 'cpu' | 'failures' | 'calm50' | 'calm99' | 'half50' | 'half99', number>>> {
  const { port } = target
  const before = target.cpu()
  const full = await load({ ...task, port, requests })
  const cpu = ((target.cpu() - before) * 1_000) / full.sent
  const calm = await load({ ...task, port, requests, rate: 500 })
  const half = await load({ ...task, port, requests, rate: Math.round(full.perSecond / 2) })
  return {
    ...{ full: full.perSecond, cpu, failures: full.failures },
    ...{ calm50: calm.p50, calm99: calm.p99, half50: half.p50, half99: half.p99 },
  }
}

/** The same load on a bare Bun.serve, on the same core: what the machine gives at this moment. */
export async function bare(requests: readonly string[]): Promise<{ readonly full: number; readonly cpu: number }> {
  const port = freePort()
  const child = Bun.spawn([...pinned(0), process.execPath, join(import.meta.dir, 'agent-bare.ts'), String(port)], {
    stdin: 'ignore',
    stdout: 'ignore',
    stderr: 'inherit',
  })
  try {
    while (
      !(await fetch(`http://127.0.0.1:${port}/`).then(
        () => true,
        () => false,
      ))
    )
      await Bun.sleep(10)
    const before = cpuOf(child.pid)
    const { perSecond, sent } = await load({ ...task, port, requests })
    return { full: perSecond, cpu: ((cpuOf(child.pid) - before) * 1_000) / sent }
  } finally {
    child.kill()
    await child.exited
  }
}
