import { describe, expect, test } from 'bun:test'
import { createDiscovery } from './discovery'
import { createRevisions } from './revisions'

describe('waiting for a revision', () => {
  const outcome = (waiting: Promise<void>): Promise<string> =>
    Promise.race([waiting.then(() => 'woken'), Bun.sleep(20).then(() => 'waiting')])
  const never = new AbortController().signal

  test('a change wakes those who wait for that cluster, and no others', async () => {
    const revisions = createRevisions()
    const [one, two, other] = ['blue', 'blue', 'green'].map((name) => outcome(revisions.next(name, 1_000, never)))
    revisions.changed('blue')
    expect([await one, await two, await other]).toEqual(['woken', 'woken', 'waiting'])
  })

  test('patience ends, and so does a client that has gone', async () => {
    const revisions = createRevisions()
    expect(await outcome(revisions.next('blue', 5, never))).toBe('woken')
    const gone = new AbortController()
    const waiting = outcome(revisions.next('blue', 1_000, gone.signal))
    gone.abort()
    expect(await waiting).toBe('woken')
    expect(await outcome(revisions.next('blue', 1_000, gone.signal))).toBe('woken')
  })
})

describe('discovery', () => {
  test('many who ask at once are one question, kept for a while', async () => {
    let now = 0
    const asked: string[] = []
    const discover = createDiscovery(
      () => now,
      () => {},
      async (issuer) => {
        asked.push(issuer)
        return [{ kid: String(asked.length) }]
      },
    )
    const [one, two] = await Promise.all([discover('https://a'), discover('https://a')])
    expect(one).toBe(two)
    await discover('https://b')
    expect(asked).toEqual(['https://a', 'https://b'])
    now = 299_000
    await discover('https://a')
    expect(asked).toHaveLength(2)
    now = 301_000
    expect(await discover('https://a')).toEqual([{ kid: '3' }])
  })

  test('a failure is told, kept briefly, and then asked again', async () => {
    let now = 0
    let broken = true
    const told: string[] = []
    const discover = createDiscovery(
      () => now,
      (issuer, why) => told.push(`${issuer} ${why}`),
      async () => {
        if (broken) throw new Error('down')
        return []
      },
    )
    expect(await discover('https://a')).toBeUndefined()
    broken = false
    expect(await discover('https://a')).toBeUndefined()
    now = 11_000
    expect(await discover('https://a')).toEqual([])
    expect(told).toEqual(['https://a down'])
  })
})
