import { afterEach, describe, expect, test } from 'bun:test'
import type { AuditEvent } from '../domain'
import { orderConformance } from './conformance-order'
import type { Store } from './tables'

/** What every store promises. `open` gives a new, empty store each time; all are closed here. */
export function storeConformance(name: string, open: () => Promise<Store> | Store): void {
  const opened: Store[] = []
  const fresh = async (): Promise<Store> => {
    const store = await open()
    opened.push(store)
    return store
  }

  describe(name, () => {
    afterEach(async () => {
      for (const store of opened.splice(0)) await store.close()
    })
    rowsConformance(fresh)
    changeConformance(fresh)
    concurrencyConformance(fresh)
    orderConformance(fresh)
  })
}

const value = (text: string) => ({ value: text })
const count = (it: { readonly value: string } | undefined): number => Number(it?.value ?? 0)
const plusOne = (it: { readonly value: string }) => value(String(count(it) + 1))
const provider = (url: string) => ({ arn: url, url, clientIds: [], thumbprints: [], tags: [], createdAt: 1 })
const bucket = (name: string) => ({ name, region: 'us-east-1', owner: 'o', createdAt: 1 })

export function auditEvent(eventId: string, at = 1, record = '{}'): AuditEvent {
  return { eventId, at, eventName: 'E', eventSource: 'eks.amazonaws.com', readOnly: false, resources: [], record }
}

function rowsConformance(fresh: () => Promise<Store>): void {
  test('a row is there from its insert to its removal', async () => {
    const { settings } = await fresh()
    expect(await settings.get('a')).toBeUndefined()
    expect(await settings.insert('a', value('1'))).toBe(true)
    expect(await settings.get('a')).toEqual(value('1'))
    expect(await settings.update('a', plusOne)).toEqual(value('2'))
    expect(await settings.get('a')).toEqual(value('2'))
    expect(await settings.remove('a')).toBe(true)
    expect(await settings.get('a')).toBeUndefined()
    expect(await settings.remove('a')).toBe(false)
  })

  test('a taken key is answered with false and nothing changes', async () => {
    const { settings } = await fresh()
    await settings.insert('a', value('1'))
    expect(await settings.insert('a', value('2'))).toBe(false)
    expect(await settings.get('a')).toEqual(value('1'))
  })

  test('a taken index value is answered with false too, and nothing changes', async () => {
    const { uploads } = await fresh()
    const row = { bucket: 'b', key: 'k', uploadId: 'u', startedAt: 1, startedBy: 'me', headers: {}, metadata: {} }
    expect(await uploads.insert('1', row)).toBe(true)
    expect(await uploads.insert('2', row)).toBe(false)
    expect(await uploads.get('2')).toBeUndefined()
    await uploads.insert('3', { ...row, uploadId: 'v' })
    await expect(uploads.update('3', () => row)).rejects.toThrow('uploads')
    expect((await uploads.get('3'))?.uploadId).toBe('v')
  })

  test('an update of nothing does nothing', async () => {
    const { settings } = await fresh()
    expect(await settings.update('a', () => value('1'))).toBeUndefined()
    expect(await settings.get('a')).toBeUndefined()
  })

  test('an update that throws changes nothing', async () => {
    const { settings } = await fresh()
    await settings.insert('a', value('1'))
    const failed = settings.update('a', () => {
      throw new Error('no')
    })
    await expect(failed).rejects.toThrow('no')
    expect(await settings.get('a')).toEqual(value('1'))
    expect(await settings.update('a', plusOne)).toEqual(value('2'))
  })

  test('an update moves the row in its indexes', async () => {
    const { events } = await fresh()
    await events.insert('a', { ...auditEvent('a', 1), username: 'u' })
    await events.update('a', (it) => ({ ...it, eventName: 'F', username: undefined }))
    expect(await events.count({ by: 'byUser' })).toBe(0)
    expect(await events.list({ by: 'byName', prefix: 'E' })).toEqual([])
    expect((await events.list({ by: 'byName', prefix: 'F' })).map((it) => it.eventId)).toEqual(['a'])
  })

  test('what a row was made from can change without changing the row', async () => {
    const { clusterKeys } = await fresh()
    const row = { cluster: 'a' }
    await clusterKeys.insert('k', row)
    row.cluster = 'b'
    expect(await clusterKeys.get('k')).toEqual({ cluster: 'a' })
    const read = await clusterKeys.get('k')
    // A store gives each reader a row of its own, or one that nobody can change.
    if (read !== undefined) Reflect.set(read, 'cluster', 'c')
    expect(await clusterKeys.get('k')).toEqual({ cluster: 'a' })
  })

  test('rows keep every JSON value', async () => {
    const { clusters } = await fresh()
    const said = { 'ключ "\\': [null, true, -1.5, 1e300, '', 'NUL \0', '\ud800', '🦄', { a: [] }], tab: '\t\n\u001f' }
    const row = {
      name: 'c',
      id: 'i',
      arn: 'a',
      kind: 'created' as const,
      status: 'ACTIVE' as const,
      formerIssuers: [],
      keys: [],
      providerArn: 'p',
      connectorRoleArn: 'r',
      agentRoleArn: 'g',
      createdAt: 1_700_000_000_123,
      tags: {},
      said,
      revision: 0,
    }
    await clusters.insert('c', row)
    expect(await clusters.get('c')).toEqual(row)
  })

  test('rows may be big', async () => {
    const { events } = await fresh()
    const record = 'ü'.repeat(1_000_000)
    await events.insert('big', auditEvent('big', 1, record))
    expect((await events.get('big'))?.record === record).toBe(true)
  })

  test('keys no engine can keep are refused, and never found', async () => {
    const { settings } = await fresh()
    await settings.insert('a\ufffd', value('1'))
    for (const key of ['a\0', 'a\ud800', '\udc00']) {
      await expect(settings.insert(key, value('1'))).rejects.toThrow('NUL')
      expect(await settings.get(key)).toBeUndefined()
      expect(await settings.update(key, plusOne)).toBeUndefined()
      expect(await settings.remove(key)).toBe(false)
      expect(await settings.list({ prefix: key })).toEqual([])
    }
    expect(await settings.count()).toBe(1)
  })

  test('names of an object’s own are keys like any other', async () => {
    const { settings } = await fresh()
    for (const key of ['__proto__', 'constructor', '']) {
      expect(await settings.get(key)).toBeUndefined()
      expect(await settings.insert(key, value(key))).toBe(true)
      expect(await settings.get(key)).toEqual(value(key))
    }
    await expect(settings.list({ by: 'constructor' })).rejects.toThrow('constructor')
  })

  test('it can be checked, and closed twice', async () => {
    const store = await fresh()
    await store.check()
    await store.close()
    await store.close()
    await expect(store.settings.insert('a', value('1'))).rejects.toThrow()
    await expect(store.settings.get('a')).rejects.toThrow()
    await expect(store.check()).rejects.toThrow()
  })
}

function changeConformance(fresh: () => Promise<Store>): void {
  test('a change makes rows of several tables, and answers', async () => {
    const store = await fresh()
    const answer = await store.change(async (tx) => {
      await tx.settings.insert('a', value('1'))
      await tx.buckets.insert('b', bucket('b'))
      return 'done'
    })
    expect(answer).toBe('done')
    expect(await store.settings.get('a')).toEqual(value('1'))
    expect(await store.buckets.get('b')).toEqual(bucket('b'))
  })

  test('a change that throws leaves nothing', async () => {
    const store = await fresh()
    await store.settings.insert('kept', value('1'))
    await store.settings.insert('removed', value('1'))
    const failed = store.change(async (tx) => {
      await tx.settings.insert('a', value('1'))
      await tx.buckets.insert('b', bucket('b'))
      await tx.settings.update('kept', plusOne)
      await tx.settings.remove('removed')
      await tx.settings.insert('removed', value('3'))
      throw new Error('no')
    })
    await expect(failed).rejects.toThrow('no')
    expect(await store.settings.list()).toEqual([value('1'), value('1')])
    expect(await store.buckets.count()).toBe(0)
  })

  test('changes beside one that throws are kept', async () => {
    const store = await fresh()
    const all = await Promise.allSettled(
      Array.from({ length: 30 }, (_, n) =>
        store.change(async (tx) => {
          await tx.settings.insert(`k${n}`, value('1'))
          if (n % 3 === 0) throw new Error('no')
        }),
      ),
    )
    expect(all.map((it) => it.status === 'fulfilled')).toEqual(all.map((_, n) => n % 3 !== 0))
    expect(await store.settings.count()).toBe(20)
  })

  test('a change sees what it has written', async () => {
    const store = await fresh()
    await store.settings.insert('b', value('1'))
    await store.change(async (tx) => {
      await tx.settings.insert('a', value('1'))
      expect(await tx.settings.get('a')).toEqual(value('1'))
      await tx.settings.update('b', plusOne)
      expect(await tx.settings.list()).toEqual([value('1'), value('2')])
      await tx.settings.remove('a')
      expect(await tx.settings.count()).toBe(1)
      expect(await tx.settings.insert('b', value('9'))).toBe(false)
      expect(await tx.settings.insert('a', value('3'))).toBe(true)
    })
    expect(await store.settings.list()).toEqual([value('3'), value('2')])
  })

  test('outside of a change nobody sees what it has written until it is done', async () => {
    const store = await fresh()
    await store.settings.insert('changed', value('1'))
    await store.settings.insert('removed', value('1'))
    await store.change(async (tx) => {
      await tx.settings.insert('a', value('1'))
      await tx.settings.update('changed', plusOne)
      await tx.settings.remove('removed')
      await tx.events.insert('e', { ...auditEvent('e'), username: 'u' })
      expect(await store.settings.get('a')).toBeUndefined()
      expect(await store.settings.get('changed')).toEqual(value('1'))
      expect(await store.settings.list()).toEqual([value('1'), value('1')])
      expect(await store.settings.list({ descending: true }, { limit: 1 })).toEqual([value('1')])
      expect(await store.settings.count()).toBe(2)
      expect(await store.events.list({ by: 'byUser', prefix: 'u' })).toEqual([])
    })
    expect(await store.settings.list()).toEqual([value('1'), value('2')])
    expect(await store.events.count({ by: 'byUser', prefix: 'u' })).toBe(1)
  })

  test('a change that is over can do nothing more', async () => {
    const store = await fresh()
    const tx = await store.change(async (it) => it)
    await expect(tx.settings.insert('a', value('1'))).rejects.toThrow('over')
    await expect(tx.settings.get('a')).rejects.toThrow('over')
    expect(await store.settings.count()).toBe(0)
  })

  test('a change in which a call failed is undone, even when its work goes on', async () => {
    const store = await fresh()
    for (const id of ['a', 'b']) await store.clusterKeys.insert(id, { cluster: 'c' })
    for (const id of ['u', 'v']) await store.oidcProviders.insert(id, provider(id))
    const failed = store.change(async (tx) => {
      await tx.clusterKeys.remove('a')
      await tx.oidcProviders.update('u', () => provider('v')).catch(() => undefined)
      await tx.settings.insert('k', value('1')).catch(() => undefined)
    })
    await expect(failed).rejects.toThrow('oidc_providers')
    expect([await store.clusterKeys.count(), await store.settings.count()]).toEqual([2, 0])
  })

  test('an insert in a change meets a taken key and goes on', async () => {
    const store = await fresh()
    await store.settings.insert('a', value('1'))
    const answer = await store.change(async (tx) => {
      const inserted = await tx.settings.insert('a', value('2'))
      await tx.settings.insert('b', value('3'))
      return inserted
    })
    expect(answer).toBe(false)
    expect(await store.settings.list()).toEqual([value('1'), value('3')])
  })
}

function concurrencyConformance(fresh: () => Promise<Store>): void {
  const fifty = Array.from({ length: 50 }, (_, n) => n)

  test('of many inserts of one key, one is answered with true', async () => {
    const { settings } = await fresh()
    const answers = await Promise.all(fifty.map((n) => settings.insert('a', value(String(n)))))
    expect(answers.filter((it) => it)).toHaveLength(1)
    expect(await settings.get('a')).toEqual(value(String(answers.indexOf(true))))
  })

  test('of many changes that insert one key, one is answered with true', async () => {
    const store = await fresh()
    const answers = await Promise.all(fifty.map((n) => store.change((tx) => tx.settings.insert('a', value(String(n))))))
    expect(answers.filter((it) => it)).toHaveLength(1)
  })

  test('fifty updates of one row lose none', async () => {
    const { settings } = await fresh()
    await settings.insert('a', value('0'))
    await Promise.all(fifty.map(() => settings.update('a', plusOne)))
    expect(await settings.get('a')).toEqual(value('50'))
  })

  test('fifty changes that read and then write one row lose none', async () => {
    const store = await fresh()
    await store.settings.insert('a', value('0'))
    await Promise.all(
      fifty.map(() =>
        store.change(async (tx) => {
          const next = value(String(count(await tx.settings.get('a')) + 1))
          await tx.settings.update('a', () => next)
        }),
      ),
    )
    expect(await store.settings.get('a')).toEqual(value('50'))
  })

  test('changes that each read what the other writes happen one after the other', async () => {
    const store = await fresh()
    for (const [round] of fifty.slice(0, 10).entries()) {
      const pair = ['on', 'call'].map((name) => `${round}/${name}`)
      for (const key of pair) await store.settings.insert(key, value('1'))
      await Promise.all(
        pair.map((key) =>
          store.change(async (tx) => {
            if ((await tx.settings.count({ prefix: `${round}/` })) === 2) await tx.settings.remove(key)
          }),
        ),
      )
      expect(await store.settings.count({ prefix: `${round}/` })).toBe(1)
    }
  })

  test('rows moved between places are never seen twice or not at all', async () => {
    const store = await fresh()
    await store.settings.insert('place-0', value('1'))
    const seen: number[] = []
    const moves = (async () => {
      for (let n = 0; n < 40; n += 1)
        await store.change(async (tx) => {
          await tx.settings.remove(`place-${n}`)
          await tx.settings.insert(`place-${n + 1}`, value('1'))
        })
      return true
    })()
    let done = false
    void moves.finally(() => {
      done = true
    })
    while (!done) {
      seen.push(await store.settings.count())
      await new Promise(setImmediate)
    }
    expect(await moves).toBe(true)
    expect(new Set(seen)).toEqual(new Set([1]))
  })

  test('writes of every kind at once: each is done once', async () => {
    const store = await fresh()
    await store.settings.insert('sum', value('0'))
    await Promise.all(
      Array.from({ length: 200 }, (_, n) => {
        if (n % 4 === 0) return store.settings.update('sum', plusOne)
        if (n % 4 === 1) return store.events.insert(`e${n}`, auditEvent(`e${n}`, n))
        if (n % 4 === 2) return store.settings.insert(`s${n}`, value('x'))
        return store.change(async (tx) => {
          await tx.events.insert(`e${n}`, auditEvent(`e${n}`, n))
          await tx.buckets.insert(`b${n}`, bucket(`b${n}`))
        })
      }),
    )
    expect(await store.settings.get('sum')).toEqual(value('50'))
    expect([await store.events.count(), await store.events.count({ by: 'byName' })]).toEqual([100, 100])
    expect([await store.settings.count(), await store.buckets.count()]).toEqual([51, 50])
  })
}
