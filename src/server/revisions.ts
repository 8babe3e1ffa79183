import type { Revisions } from '../services'

/** Wakes those who wait for a cluster's next revision in this process. */
export function createRevisions(): Revisions {
  const waiting = new Map<string, Set<() => void>>()
  return {
    changed(cluster) {
      const those = waiting.get(cluster)
      waiting.delete(cluster)
      for (const wake of those ?? []) wake()
    },
    next(cluster, patience, gone) {
      return new Promise((resolve) => {
        if (gone.aborted) return resolve()
        const those = waiting.get(cluster) ?? new Set()
        waiting.set(cluster, those)
        const done = (): void => {
          clearTimeout(timer)
          gone.removeEventListener('abort', done)
          those.delete(done)
          if (those.size === 0 && waiting.get(cluster) === those) waiting.delete(cluster)
          resolve()
        }
        const timer = setTimeout(done, patience)
        gone.addEventListener('abort', done)
        those.add(done)
      })
    },
  }
}
