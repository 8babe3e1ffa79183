import type { Log } from '../program'
import type { KnownCaller } from '../services'
import type { Store } from '../store'

/** Milliseconds: what is used all the time is written down this often. */
const grain = 60_000
const most = 10_000

/** When keys and roles were last used: told by GetAccessKeyLastUsed and GetRole, to find what nobody needs any more. */
export interface Uses {
  /** Costs the call nothing: it is written down after it, and a failure is only told. */
  note(caller: KnownCaller, service: string, region: string): void
  /** Resolves when all that was noted is written down. */
  settled(): Promise<void>
}

export function createUses(store: Store, now: () => number, log: Log): Uses {
  const noted = new Map<string, number>()
  const writing = new Set<Promise<void>>()
  const isDue = (what: string, at: number): boolean => {
    const before = noted.get(what)
    if (before !== undefined && at - before < grain) return false
    const [oldest] = noted.keys()
    if (noted.size >= most && oldest !== undefined) noted.delete(oldest)
    noted.delete(what)
    noted.set(what, at)
    return true
  }
  const write = (work: Promise<unknown>): void => {
    const done = work.then(
      () => {},
      (error) => log.warn({ err: error }, 'a last use could not be written down'),
    )
    writing.add(done)
    done.finally(() => writing.delete(done))
  }
  return {
    note({ session, user, accessKeyId }, service, region) {
      const at = now()
      if (session?.kind === 'role' && session.roleName !== undefined) {
        const { roleName, roleId } = session
        if (isDue(`role ${roleId}`, at))
          write(
            store.roles.update(roleName.toLowerCase(), (it) =>
              it.id === roleId ? { ...it, lastUsed: { at, region } } : it,
            ),
          )
      } else if (session === undefined && user !== undefined && accessKeyId !== undefined) {
        if (isDue(accessKeyId, at))
          write(store.accessKeys.update(accessKeyId, (it) => ({ ...it, lastUsed: { at, region, service } })))
      }
    },
    async settled() {
      await Promise.all(writing)
    },
  }
}
