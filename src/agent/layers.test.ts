import { describe, expect, test } from 'bun:test'
import { cached } from './cached'
import { type GetCredentials, type PodCredentials, type PodIdentity, Refused, Unreachable } from './credentials'
import { once } from './once'
import { patient } from './patient'

const pod: PodIdentity = { key: 'default/app/1/2', proved: true, token: 't', tokenExpiresAt: Number.POSITIVE_INFINITY }
const hour = 3_600_000

/** An upstream that counts, on a clock moved by hand. */
function upstream() {
  const state = { now: 1_000_000, calls: 0, fail: undefined as Error | undefined }
  const ask: GetCredentials = async () => {
    state.calls += 1
    await Promise.resolve()
    if (state.fail !== undefined) throw state.fail
    return credentials(state.now + 6 * hour)
  }
  return { state, ask, kept: cached(once(ask), { now: () => state.now, size: 2, renewAfter: 3 * hour }) }
}

function credentials(expiresAt: number): PodCredentials {
  return {
    accessKeyId: 'ASIA',
    secretAccessKey: 's',
    sessionToken: 't',
    accountId: '000000000000',
    expiresAt,
    associationId: 'a-1',
  }
}

describe('one question for many askers', () => {
  test('who asks at the same time shares one answer', async () => {
    const { state, kept } = upstream()
    const answers = await Promise.all(Array.from({ length: 200 }, () => kept(pod)))
    expect(state.calls).toBe(1)
    expect(new Set(answers).size).toBe(1)
  })

  test('a failed question is not kept', async () => {
    const { state, kept } = upstream()
    state.fail = new Unreachable('down')
    await expect(kept(pod)).rejects.toThrow('down')
    state.fail = undefined
    expect((await kept(pod)).accessKeyId).toBe('ASIA')
    expect(state.calls).toBe(2)
  })
})

describe('what is kept', () => {
  test('is served without asking again', async () => {
    const { state, kept } = upstream()
    await kept(pod)
    await kept({ ...pod, token: 'rotated' })
    expect(state.calls).toBe(1)
  })

  test('is renewed behind from half of its life on, and only once a minute while that fails', async () => {
    const { state, kept } = upstream()
    const first = await kept(pod)
    state.now += 3 * hour
    state.fail = new Unreachable('down')
    expect(await kept(pod)).toBe(first)
    expect(await kept(pod)).toBe(first)
    await Bun.sleep(0)
    expect(state.calls).toBe(2)
    state.now += 60_000
    state.fail = undefined
    await kept(pod)
    await Bun.sleep(0)
    expect(state.calls).toBe(3)
    expect(await kept(pod)).not.toBe(first)
  })

  test('is served to its last minute when the upstream is gone, and not in it', async () => {
    const { state, kept } = upstream()
    const first = await kept(pod)
    state.fail = new Unreachable('down')
    state.now = first.expiresAt - 60_001
    expect(await kept(pod)).toBe(first)
    state.now = first.expiresAt - 60_000
    await expect(kept(pod)).rejects.toThrow('down')
  })

  test('is dropped when the answer is never again', async () => {
    const { state, kept } = upstream()
    await kept(pod)
    state.now += 3 * hour
    state.fail = new Refused(404, 'ResourceNotFoundException', 'No association.')
    await kept(pod)
    await Bun.sleep(0)
    await expect(kept(pod)).rejects.toThrow('No association.')
  })

  test.each([
    [403, 'AccessDeniedException', 'not allowed'],
    [400, 'AccessDeniedException', 'User: arn:… is not authorized'],
    [429, 'ThrottlingException', 'slow down'],
    [500, 'InternalServerException', 'oops'],
  ])("is not dropped for the agent's own trouble: %d %s", async (status, code, message) => {
    const fail = new Refused(status, code, message)
    const { state, kept } = upstream()
    const first = await kept(pod)
    state.now += 3 * hour
    state.fail = fail
    await kept(pod)
    await Bun.sleep(0)
    expect(await kept(pod)).toBe(first)
  })

  test('is bounded, the least recently asked goes first', async () => {
    const { state, kept } = upstream()
    const pods = ['a', 'b', 'c'].map((key) => ({ ...pod, key }))
    const [a, b, c] = pods as [PodIdentity, PodIdentity, PodIdentity]
    await kept(a)
    await kept(b)
    await kept(a)
    await kept(c)
    await kept(a)
    expect(state.calls).toBe(3)
    await kept(b)
    expect(state.calls).toBe(4)
  })
})

test('an asker is answered within its patience while the question goes on', async () => {
  const late = Promise.withResolvers<PodCredentials>()
  let calls = 0
  const shared = once(() => {
    calls += 1
    return late.promise
  })
  await expect(patient(shared, 5)(pod)).rejects.toThrow(Unreachable)
  const second = patient(shared, 1_000)(pod)
  late.resolve(credentials(1))
  expect((await second).accessKeyId).toBe('ASIA')
  expect(calls).toBe(1)
})
