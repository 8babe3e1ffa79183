import { describe, expect, test } from 'bun:test'
import { Refused, Unreachable } from './credentials'
import { hour, layers, pod } from './layers.test-support'
import { patient } from './question'

const a = pod('a')

describe('one question for many askers', () => {
  test('who asks at the same time shares one answer', async () => {
    const { kept, upstream } = layers()
    const answers = await Promise.all(Array.from({ length: 200 }, () => kept.fetch(a)))
    expect(upstream.calls).toBe(1)
    expect(new Set(answers).size).toBe(1)
  })

  test('its answer is kept even when everyone has left', async () => {
    const { kept, upstream, clock } = layers()
    upstream.takes = 950
    const asked = patient(kept.fetch(a), 900, clock)
    const told = asked.catch((why) => why.message)
    await clock.pass(901)
    expect(await told).toContain('ask again')
    await clock.pass(100)
    expect(kept.ready(a)?.credentials.accessKeyId).toBe('ASIA')
    expect(upstream.calls).toBe(1)
  })

  test('a failing upstream is asked three times for one question, however many ask', async () => {
    const { kept, upstream, clock } = layers()
    upstream.fail = new Unreachable('down')
    const asked = Array.from({ length: 200 }, () => kept.fetch(a).catch((why) => why.message))
    await clock.pass(10_000)
    expect(new Set(await Promise.all(asked))).toEqual(new Set(['down']))
    expect(upstream.calls).toBe(3)
  })

  test('a token that none of the known keys made is asked about once, whatever the upstream meets', async () => {
    const { kept, upstream, clock } = layers()
    upstream.fail = new Unreachable('down')
    const asked = kept.fetch(pod('token/x', { proved: false, stranger: true })).catch((why) => why.message)
    await clock.pass(10_000)
    expect(await asked).toBe('down')
    expect(upstream.calls).toBe(1)
  })

  test('a plain no is not asked again', async () => {
    const { kept, upstream } = layers()
    upstream.fail = new Refused(404, 'ResourceNotFoundException', 'No association.')
    await expect(kept.fetch(a)).rejects.toThrow('No association.')
    expect(upstream.calls).toBe(1)
  })

  test('a failed question is not kept', async () => {
    const { kept, upstream } = layers()
    upstream.fail = new Refused(404, 'ResourceNotFoundException', 'No association.')
    await expect(kept.fetch(a)).rejects.toThrow()
    upstream.fail = undefined
    expect((await kept.fetch(a)).credentials.accessKeyId).toBe('ASIA')
  })
})

describe('what is kept', () => {
  test('is served without asking again, whatever token the pod shows', async () => {
    const { kept, upstream } = layers()
    const entry = await kept.fetch(a)
    expect(kept.ready({ ...a, token: 'rotated' })).toBe(entry)
    expect(upstream.calls).toBe(1)
  })

  test('is served to its last minute when the upstream is gone, and not in it', async () => {
    const { kept, upstream, clock } = layers()
    const entry = await kept.fetch(a)
    upstream.fail = new Unreachable('down')
    await clock.pass(6 * hour - 60_001)
    expect(kept.ready(a)).toBe(entry)
    await clock.pass(1)
    expect(kept.ready(a)).toBeUndefined()
  })

  test('a wall clock set back prolongs nothing; one set on refuses early rather than late', async () => {
    const { kept, upstream, clock } = layers()
    await kept.fetch(a)
    upstream.fail = new Unreachable('down')
    clock.jump(-hour)
    await clock.pass(6 * hour - 60_000)
    expect(kept.ready(a)).toBeUndefined()
    upstream.fail = undefined
    await clock.pass(120_000)
    await kept.fetch(a)
    clock.jump(6 * hour)
    expect(kept.ready(a)).toBeUndefined()
  })

  test('is dropped when the answer is never again, and nobody else is', async () => {
    const { kept, upstream } = layers()
    await kept.fetch(a)
    await kept.fetch(pod('b'))
    upstream.fail = new Refused(404, 'ResourceNotFoundException', 'No association.')
    await expect(kept.refresh(a)).rejects.toThrow()
    expect(kept.ready(a)).toBeUndefined()
    expect(kept.ready(pod('b'))).toBeDefined()
  })

  test.each([
    [403, 'AccessDeniedException', 'not allowed'],
    [403, 'ExpiredTokenException', "the agent's own have run out"],
    [400, 'AccessDeniedException', 'User: arn:… is not authorized'],
    [429, 'ThrottlingException', 'slow down'],
    [500, 'InternalServerException', 'oops'],
  ])("is not dropped for the agent's own trouble: %d %s", async (status, code, message) => {
    const { kept, upstream, clock } = layers()
    const entry = await kept.fetch(a)
    upstream.fail = new Refused(status, code, message)
    const asked = kept.refresh(a).catch(() => {})
    await clock.pass(10_000)
    await asked
    expect(kept.ready(a)).toBe(entry)
  })

  test('is bounded: the least recently asked goes first', async () => {
    const { kept, gone } = layers({ most: 2 })
    await kept.fetch(a)
    await kept.fetch(pod('b'))
    kept.ready(a)
    await kept.fetch(pod('c'))
    expect(gone).toEqual(['evicted b'])
    expect(kept.entries.size).toBe(2)
  })

  test('is bounded in bytes', async () => {
    const { kept } = layers({ mostBytes: 5_000 })
    for (let n = 0; n < 50; n += 1) await kept.fetch(pod(`${n}`))
    expect(kept.entries.bytes).toBeLessThanOrEqual(5_000)
    expect(kept.entries.size).toBeGreaterThan(1)
  })

  test('nothing, when nothing is to be kept', async () => {
    const { kept, upstream } = layers({ most: 0 })
    await kept.fetch(a)
    expect(kept.ready(a)).toBeUndefined()
    await kept.fetch(a)
    expect(upstream.calls).toBe(2)
  })

  test('credentials that run out on arrival are refused', async () => {
    const { kept, upstream } = layers()
    upstream.life = 59_000
    await expect(kept.fetch(a)).rejects.toThrow(
      'fetched credentials are expired or will expire within the next 59.00 seconds',
    )
    expect(kept.ready(a)).toBeUndefined()
  })
})
