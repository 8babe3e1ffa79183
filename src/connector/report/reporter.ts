import type { Client } from '../../client'
import { pause } from '../../kubernetes'
import { words } from '../watch-cluster'
import type { Item } from './items'

/** Items in one call: the most that the operation takes is 500. */
const batch = 400
/** Milliseconds. */
const heartbeat = 60_000
const relist = 3_600_000
const settling = 1_000

/**
 * Reports until `signal`: everything at the start and once an hour, changes soon after they are seen, and a heartbeat each minute. What could
 * not be sent is sent later, as it is by then.
 */
export async function keepReporting(given: {
  readonly client: Pick<Client, 'call'>
  readonly clusterName: string
  /** Undefined while not everything has been seen. */
  readonly items: () => ReadonlyMap<string, Item> | undefined
  readonly facts: () => Readonly<Record<string, unknown>>
  readonly signal: AbortSignal
  readonly log: (message: string, facts: Readonly<Record<string, unknown>>) => void
  /** Milliseconds between looks at what has changed. */
  readonly settling?: number
}): Promise<void> {
  const { client, clusterName, signal } = given
  let listing: string | undefined
  let listedAt = 0
  let beat = Number.NEGATIVE_INFINITY
  const sent = new Map<string, string>()

  const put = async (more: Readonly<Record<string, unknown>>): Promise<void> => {
    const said = { clusterName, ...given.facts(), ...more }
    await client.call('podid', 'PutClusterReport', said, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(15_000)]),
    })
    beat = performance.now()
  }

  const all = async (items: ReadonlyMap<string, Item>): Promise<void> => {
    const fresh = crypto.randomUUID()
    sent.clear()
    const entries = [...items]
    let at = 0
    do {
      const part = entries.slice(at, at + batch)
      at += batch
      await put({ listing: fresh, items: part.map(([, it]) => it), complete: at >= entries.length })
      for (const [key, it] of part) sent.set(key, JSON.stringify(it))
    } while (at < entries.length)
    listing = fresh
    listedAt = performance.now()
  }

  const changes = async (items: ReadonlyMap<string, Item>): Promise<void> => {
    const changed = [...items].filter(([key, it]) => sent.get(key) !== JSON.stringify(it))
    const gone = [...sent.keys()].filter((key) => !items.has(key))
    for (let at = 0; at < Math.max(changed.length, gone.length); at += batch) {
      const [more, less] = [changed.slice(at, at + batch), gone.slice(at, at + batch)]
      await put({ listing, items: more.map(([, it]) => it), gone: less.map(named) })
      for (const [key, it] of more) sent.set(key, JSON.stringify(it))
      for (const key of less) sent.delete(key)
    }
  }

  while (!signal.aborted) {
    try {
      const items = given.items()
      if (items !== undefined) {
        if (listing === undefined || performance.now() - listedAt > relist) await all(items)
        else await changes(items)
      }
      if (performance.now() - beat > heartbeat) await put(listing === undefined ? {} : { listing })
    } catch (why) {
      if (!signal.aborted) given.log('the cluster could not be reported; trying again', { why: words(why) })
      // Whether it arrived is not known: everything anew.
      listing = undefined
      await pause(10_000, signal)
    }
    await pause(given.settling ?? settling, signal)
  }
}

function named(key: string): Item {
  const [kind = '', namespace = '', ...name] = key.split('/')
  return { kind: kindNamed(kind), ...(namespace === '' ? {} : { namespace }), name: name.join('/') }
}

function kindNamed(text: string): Item['kind'] {
  return text === 'NAMESPACE' || text === 'SERVICE_ACCOUNT' || text === 'AGENT' ? text : 'POD'
}
