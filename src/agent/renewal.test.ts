import { describe, expect, test } from 'bun:test'
import { Refused, Unreachable } from './credentials'
import { hour, layers, pod } from './layers.test-support'

const a = pod('a')
const many = (count: number) => Array.from({ length: count }, (_, n) => pod(`pod-${n}`))

describe('renewal', () => {
  test('begins after half of the life, whether or not anybody asks', async () => {
    const { kept, upstream, clock } = layers()
    const first = await kept.fetch(a)
    await clock.pass(3 * hour - 1)
    expect(upstream.calls).toBe(1)
    await clock.pass(0.7 * hour)
    expect(upstream.calls).toBe(2)
    expect(kept.ready(a)).not.toBe(first)
  })

  test('2,000 that are due at the same moment are all renewed before any runs out, within the rate', async () => {
    const { kept, upstream, clock } = layers()
    upstream.life = hour
    const pods = many(2_000)
    for (const it of pods) await kept.fetch(it)
    upstream.takes = 300
    const before = upstream.calls
    await clock.pass(hour - 120_000)
    const renewed = upstream.asked.slice(before)
    expect(new Set(renewed.map((it) => it.key)).size).toBe(2_000)
    for (let at = 3; at < renewed.length; at += 1)
      expect((renewed[at]?.at ?? 0) - (renewed[at - 3]?.at ?? 0)).toBeGreaterThanOrEqual(999)
    expect(pods.every((it) => kept.ready(it) !== undefined)).toBe(true)
  })

  test('goes soonest to expire first', async () => {
    const { kept, upstream, clock } = layers({ perSecond: 1 })
    for (const [key, life] of [
      ['late', 6 * hour],
      ['soon', 2 * hour],
      ['middle', 4 * hour],
    ] as const) {
      upstream.life = life
      await kept.fetch(pod(key))
    }
    upstream.fail = new Refused(429, 'ThrottlingException', 'slow down', undefined, 1_000)
    // All become due while the upstream is left in peace.
    await clock.pass(0.9 * hour)
    const before = upstream.calls
    for (const it of ['late', 'soon', 'middle']) kept.ready(pod(it))
    expect(before).toBe(3)
    await clock.pass(3.5 * hour)
    const order = upstream.asked.slice(before).map((it) => it.key)
    expect(order.indexOf('soon')).toBeLessThan(order.indexOf('middle'))
    expect(order.indexOf('middle')).toBeLessThan(order.indexOf('late'))
  })

  test('a failing upstream is left in peace by all of them together', async () => {
    const { kept, upstream, clock } = layers({ perSecond: 100 })
    const pods = many(500)
    for (const it of pods) await kept.fetch(it)
    upstream.fail = new Refused(503, 'ServiceUnavailableException', 'down')
    await clock.pass(3 * hour)
    const before = upstream.calls
    await clock.pass(hour)
    // An hour of trouble costs a try a minute or so, not 500.
    expect(upstream.calls - before).toBeLessThan(200)
    upstream.fail = undefined
    await clock.pass(hour)
    expect(pods.every((it) => kept.ready(it) !== undefined)).toBe(true)
    await clock.pass(4 * hour)
    expect(pods.every((it) => kept.ready(it) !== undefined)).toBe(true)
  })

  test('the upstream goes down right after a renewal: served until one minute before expiry; then never', async () => {
    const { kept, upstream, clock } = layers()
    await kept.fetch(a)
    await clock.pass(3.5 * hour)
    expect(upstream.calls).toBe(2)
    const left = (kept.ready(a)?.credentials.expiresAt ?? 0) - clock.now()
    upstream.fail = new Unreachable('down')
    await clock.pass(left - 60_001)
    expect(kept.ready(a)).toBeDefined()
    await clock.pass(2)
    expect(kept.ready(a)).toBeUndefined()
  })

  test('the upstream goes down right before a renewal: served for half a life at least', async () => {
    const { kept, upstream, clock } = layers()
    await kept.fetch(a)
    await clock.pass(3 * hour - 1)
    upstream.fail = new Unreachable('down')
    await clock.pass(3 * hour - 60_001)
    expect(kept.ready(a)).toBeDefined()
  })

  test('what nobody asked for during a whole life is not renewed, and goes', async () => {
    const { kept, upstream, clock, gone } = layers()
    await kept.fetch(a)
    await clock.pass(24 * hour)
    expect(gone).toEqual(['idle a'])
    expect(upstream.calls).toBeLessThanOrEqual(3)
    expect(kept.ready(a)).toBeUndefined()
  })

  test('what is asked for now and then is renewed for ever', async () => {
    const { kept, clock, gone } = layers()
    await kept.fetch(a)
    for (let n = 0; n < 40; n += 1) {
      await clock.pass(4 * hour)
      expect(kept.ready(a)).toBeDefined()
    }
    expect(gone).toEqual([])
  })

  test('a pod whose token has run out is not renewed, and goes', async () => {
    const { kept, clock, gone } = layers()
    await kept.fetch({ ...a, tokenExpiresAt: clock.now() + hour })
    await clock.pass(3.5 * hour)
    expect(gone).toEqual(['token expired a'])
    expect(kept.entries.size).toBe(0)
  })

  test('a later token of the pod is the one that is shown', async () => {
    const { kept, clock, gone } = layers()
    await kept.fetch({ ...a, tokenExpiresAt: clock.now() + hour })
    kept.ready({ ...a, token: 'rotated', tokenExpiresAt: clock.now() + 30 * hour })
    await clock.pass(3.5 * hour)
    expect(gone).toEqual([])
    expect(kept.ready({ ...a, tokenExpiresAt: clock.now() })?.pod.token).toBe('rotated')
  })

  test('an answer that is never again drops the entry', async () => {
    const { kept, upstream, clock } = layers()
    await kept.fetch(a)
    upstream.fail = new Refused(
      400,
      'AccessDeniedException',
      'Unauthorized Exception! EKS does not have permissions to assume the associated role.',
    )
    await clock.pass(3.7 * hour)
    expect(kept.ready(a)).toBeUndefined()
  })
})
