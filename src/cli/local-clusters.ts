import type { BuiltInCluster } from '../server'
import type { LocalCluster } from './local'

const every = 1_000
const longestPause = 30_000

/** One cluster that is kept alive, or is to be. */
interface Kept {
  readonly id: string
  readonly starting: Promise<LocalCluster | undefined>
  failed: boolean
}

export interface LocalClusters {
  /** Resolves when the clusters that were there at the start are as they should be, or have failed. */
  readonly settled: Promise<void>
  stop(): Promise<void>
}

/**
 * Keeps every built-in cluster alive on this machine: those that are there and those that come; stops what is deleted. A cluster made anew
 * under an old name is another one. One that does not start is tried again, ever more slowly, and keeps no other from starting.
 */
export function keepLocalClusters(given: {
  readonly list: () => Promise<readonly BuiltInCluster[]>
  readonly start: (cluster: BuiltInCluster) => Promise<LocalCluster>
  /** Called with a name when its cluster is gone and all of it has stopped. */
  readonly forget: (name: string) => Promise<void>
  readonly log: (message: string, facts: Readonly<Record<string, unknown>>) => void
  /** Milliseconds between looks. */
  readonly every?: number
}): LocalClusters {
  const kept = new Map<string, Kept>()
  const waits = new Map<string, { readonly failures: number; readonly until: number }>()
  let stopped = false
  let wake: () => void = () => {}

  const begin = (cluster: BuiltInCluster): void => {
    const { name, id } = cluster
    const one: Kept = {
      id,
      failed: false,
      starting: given.start(cluster).then(
        (running) => {
          waits.delete(id)
          return running
        },
        (why): undefined => {
          one.failed = true
          const failures = (waits.get(id)?.failures ?? 0) + 1
          waits.set(id, { failures, until: Date.now() + Math.min(500 * 2 ** failures, longestPause) })
          given.log('a cluster could not be started; trying again', { cluster: name, why: words(why) })
        },
      ),
    }
    kept.set(name, one)
  }

  const look = async (): Promise<void> => {
    const wanted = new Map((await given.list()).map((it) => [it.name, it]))
    if (stopped) return
    for (const [name, one] of [...kept]) {
      if (one.failed) kept.delete(name)
      if (wanted.get(name)?.id === one.id) continue
      kept.delete(name)
      await (await one.starting)?.stop()
      await given.forget(name)
    }
    for (const cluster of wanted.values())
      if (!kept.has(cluster.name) && Date.now() >= (waits.get(cluster.id)?.until ?? 0)) begin(cluster)
  }

  const settled = Promise.withResolvers<void>()
  const settle = async (): Promise<void> => {
    await Promise.all([...kept.values()].map(async ({ starting }) => (await starting)?.settled))
    settled.resolve()
  }

  const keep = async (): Promise<void> => {
    while (!stopped) {
      await look().catch((why) => given.log('the clusters could not be looked at; trying again', { why: words(why) }))
      void settle()
      if (stopped) return
      await new Promise<void>((resolve) => {
        wake = resolve
        setTimeout(resolve, given.every ?? every)
      })
    }
  }
  const keeping = keep()

  return {
    settled: settled.promise,
    async stop() {
      stopped = true
      settled.resolve()
      wake()
      await keeping
      await Promise.all([...kept.values()].map(async ({ starting }) => (await starting)?.stop()))
      kept.clear()
    },
  }
}

function words(why: unknown): string {
  return why instanceof Error ? why.message : 'unknown failure'
}
