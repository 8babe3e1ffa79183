import { describe, expect, test } from 'bun:test'
import { type Ground, queue } from './queue'

/** A ground that writes down what is asked of it. */
function noted(broken: Partial<Ground> = {}) {
  const notes: string[] = []
  let open = false
  const note = (text: string) => () => void notes.push(text)
  const ground: Ground = {
    begin() {
      notes.push('begin')
      open = true
    },
    commit() {
      notes.push('commit')
      open = false
    },
    rollback() {
      notes.push('rollback')
      open = false
    },
    mark: note('mark'),
    back: note('back'),
    keep: note('keep'),
    lost: () => !open,
    ...broken,
  }
  const lose = (): void => {
    open = false
  }
  return { notes, turns: queue(ground), lose }
}

describe('the queue of changes', () => {
  test('what is done between two commits comes when those who wait are told, and the next waits for it', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const { notes, turns } = noted({
      synced: async () => {},
      between: () => {
        notes.push('between')
        return promise
      },
    })
    await turns.take({ whole: true, run: () => notes.push('first') })
    notes.push('told')
    const second = turns.take({ whole: true, run: () => notes.push('second') })
    for (let n = 0; n < 5; n += 1) await new Promise(setImmediate)
    expect(notes.toSorted()).toEqual(['begin', 'between', 'commit', 'first', 'told'])
    resolve()
    await second
    expect(notes.slice(-3)).toEqual(['begin', 'second', 'commit'])
  })

  test('those that wait together are committed together, and are told afterwards', async () => {
    const { notes, turns } = noted()
    const all = [1, 2, 3].map((n) => turns.take({ whole: true, run: () => notes.push(`write ${n}`) }))
    await Promise.all(all.map((it) => it.then(() => notes.push('told'))))
    expect(notes).toEqual(['begin', 'write 1', 'write 2', 'write 3', 'commit', 'told', 'told', 'told'])
  })

  test('those that come during a commit are in the next', async () => {
    const { notes, turns } = noted()
    const second: Promise<unknown>[] = []
    await turns.take({
      async run() {
        for (const n of [1, 2]) second.push(turns.take({ whole: true, run: () => notes.push(`write ${n}`) }))
        await Bun.sleep(1)
      },
    })
    await Promise.all(second)
    expect(notes).toEqual(['begin', 'mark', 'keep', 'commit', 'begin', 'write 1', 'write 2', 'commit'])
  })

  test('one that throws is undone alone', async () => {
    const { notes, turns } = noted()
    const results = await Promise.allSettled([
      turns.take({ run: async () => 'one' }),
      turns.take({
        async run() {
          throw new Error('two')
        },
      }),
      turns.take({
        whole: true,
        run() {
          throw new Error('three')
        },
      }),
      turns.take({ whole: true, run: () => 'four' }),
    ])
    expect(results.map((it) => (it.status === 'fulfilled' ? it.value : it.reason.message))).toEqual([
      'one',
      'two',
      'three',
      'four',
    ])
    expect(notes).toEqual(['begin', 'mark', 'keep', 'mark', 'back', 'keep', 'commit'])
  })

  test('a commit that fails fails all, and the next goes on', async () => {
    let fails = true
    const { turns } = noted({
      commit() {
        if (fails) throw new Error('disk full')
      },
    })
    const results = await Promise.allSettled([1, 2].map((n) => turns.take({ whole: true, run: () => n })))
    expect(results.map((it) => it.status === 'rejected' && it.reason.message)).toEqual(['disk full', 'disk full'])
    fails = false
    expect(await turns.take({ whole: true, run: () => 3 })).toBe(3)
  })

  test('a beginning that fails fails all', async () => {
    const { turns } = noted({
      begin() {
        throw new Error('locked')
      },
    })
    await expect(turns.take({ whole: true, run: () => 1 })).rejects.toThrow('locked')
  })

  test('when the engine has undone everything, those done before are not told they are', async () => {
    const { notes, turns, lose } = noted()
    const results = await Promise.allSettled([
      turns.take({ whole: true, run: () => 1 }),
      turns.take({
        async run() {
          lose()
          throw new Error('disk full')
        },
      }),
      turns.take({ whole: true, run: () => notes.push('never') }),
    ])
    expect(results.map((it) => it.status === 'rejected' && it.reason.message)).toEqual(Array(3).fill('disk full'))
    expect(notes).toEqual(['begin', 'mark'])
    expect(await turns.take({ whole: true, run: () => 2 })).toBe(2)
  })

  test('closing waits for those that wait, and takes no more', async () => {
    const { turns } = noted()
    const last = turns.take({ run: () => Bun.sleep(5).then(() => 'done') })
    const closing = turns.close()
    await expect(turns.take({ whole: true, run: () => 1 })).rejects.toThrow('closed')
    await closing
    expect(Bun.peek.status(last)).toBe('fulfilled')
  })

  test('who waits is told only when the disk has it; meanwhile the next group gathers', async () => {
    const disk = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const left = [...disk]
    const { notes, turns } = noted({ synced: () => left.shift()?.promise ?? Promise.resolve() })
    const tell = (text: string) => () => void notes.push(text)
    const first = turns.take({ whole: true, run: () => notes.push('write 1') }).then(tell('told 1'))
    await Bun.sleep(2)
    const others = [2, 3].map((n) =>
      turns.take({ whole: true, run: () => notes.push(`write ${n}`) }).then(tell('told')),
    )
    await Bun.sleep(2)
    expect(notes).toEqual(['begin', 'write 1', 'commit'])
    disk[0]?.resolve()
    await first
    disk[1]?.resolve()
    await Promise.all(others)
    expect(notes.slice(3)).toEqual(['told 1', 'begin', 'write 2', 'write 3', 'commit', 'told', 'told'])
  })

  test('what the disk refused is told as failed, to all of the group', async () => {
    const { turns } = noted({ synced: () => Promise.reject(new Error('no disk')) })
    const results = await Promise.allSettled([1, 2].map((n) => turns.take({ whole: true, run: () => n })))
    expect(results.map((it) => it.status)).toEqual(['rejected', 'rejected'])
  })
})
