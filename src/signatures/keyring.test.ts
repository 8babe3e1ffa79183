import { describe, expect, test } from 'bun:test'
import { createKeyring, keysIn, prepareKeyring, readKeyring, rotateKeyring, withoutKeys } from './keyring-text'

const hour = 3_600_000

describe('sealing', () => {
  const ring = readKeyring(createKeyring())

  test('what was sealed opens for its purpose', () => {
    expect(ring.open('a', ring.seal('a', 'Grüße')).reveal()).toBe('Grüße')
    expect(ring.open('a', ring.seal('a', '')).reveal()).toBe('')
  })
  test('the same text never seals to the same', () => {
    expect(ring.seal('a', 'text')).not.toBe(ring.seal('a', 'text'))
  })
  test('not for another purpose', () => {
    expect(() => ring.open('b', ring.seal('a', 'text'))).toThrow('altered')
  })
  test('not when a byte is another', () => {
    const sealed = ring.seal('a', 'text')
    for (let at = 0; at < sealed.length; at += 1) {
      const altered = `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`
      if (Buffer.from(altered.slice(19), 'base64url').equals(Buffer.from(sealed.slice(19), 'base64url')) && at > 18)
        continue
      expect(() => ring.open('a', altered)).toThrow()
    }
    expect(() => ring.open('a', '')).toThrow()
    expect(() => ring.open('a', `${sealed}.x`)).toThrow()
  })
  test('not by another key ring', () => {
    expect(() => readKeyring(createKeyring()).open('a', ring.seal('a', 'text'))).toThrow('not in the key ring')
  })
  test('nothing of it is printed', () => {
    const shown = Bun.inspect(ring, { depth: 9 }) + JSON.stringify(ring)
    expect(shown).not.toContain('Uint8Array')
    expect(Bun.inspect(ring.open('a', ring.seal('a', 'text')))).not.toContain('text')
  })
})

describe('rotation', () => {
  test('the former key still opens, the new one seals', () => {
    const first = createKeyring()
    const sealed = readKeyring(first).seal('a', 'text')
    const ring = readKeyring(rotateKeyring(first, 0))
    expect(ring.open('a', sealed).reveal()).toBe('text')
    expect(ring.isCurrent(sealed)).toBe(false)
    expect(ring.isCurrent(ring.seal('a', 'text'))).toBe(true)
  })
  test('former keys stay until they are taken out by name; the current one cannot be', () => {
    const first = createKeyring()
    const sealed = readKeyring(first).seal('a', 'text')
    const second = rotateKeyring(first, 0)
    const third = rotateKeyring(second, 1_000 * hour)
    expect(readKeyring(third).open('a', sealed).reveal()).toBe('text')
    const without = withoutKeys(
      third,
      keysIn(third).map(({ id }) => id),
    )
    expect(keysIn(without)).toEqual(keysIn(third).slice(0, 1))
    expect(() => readKeyring(without).open('a', sealed)).toThrow('not in the key ring')
  })
  test('a prepared key opens at once and seals from the next rotation on', () => {
    const first = createKeyring(1)
    const prepared = prepareKeyring(first, 2)
    expect(prepareKeyring(prepared, 3)).toBe(prepared)
    const rotated = rotateKeyring(prepared, 4)
    const sealed = readKeyring(rotated).seal('a', 'text')
    expect(readKeyring(prepared).open('a', sealed).reveal()).toBe('text')
    expect(readKeyring(prepared).current.id).toBe(readKeyring(first).current.id)
    const [one, two] = [readKeyring(first).current.id, readKeyring(rotated).current.id]
    expect(keysIn(prepared)).toEqual([
      { id: one, state: 'current', createdAt: 1, retiredAt: undefined },
      { id: two, state: 'prepared', createdAt: 2, retiredAt: undefined },
    ])
    expect(keysIn(rotated)).toEqual([
      { id: two, state: 'current', createdAt: 2, retiredAt: undefined },
      { id: one, state: 'former', createdAt: 1, retiredAt: 4 },
    ])
  })
  test('a ring becomes another for all who hold it, and asks when a key is missing', () => {
    const first = createKeyring()
    const ring = readKeyring(first)
    const next = readKeyring(rotateKeyring(first, 0))
    const sealed = next.seal('a', 'text')
    expect(() => ring.open('a', sealed)).toThrow('not in the key ring')
    ring.whenMissed(() => ring.become(next))
    expect(ring.open('a', sealed).reveal()).toBe('text')
    expect(ring.current.id).toBe(next.current.id)
    expect(ring.isCurrent(sealed)).toBe(true)
  })
})

test.each([
  '',
  'nonsense',
  '[]',
  '{"version":2,"current":"0000000000000000","keys":[]}',
  '{"version":1,"current":"0000000000000000","keys":[]}',
  '{"version":1,"current":"0000000000000000","keys":[{"id":"0000000000000000"}]}',
  '{"version":1,"current":"0000000000000000","keys":[{"id":"0000000000000000","key":"AAAA"}]}',
  '{"version":1,"current":"0000000000000000","keys":[{"id":"0000000000000000","key":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=","createdAt":"x"}]}',
  '{"version":1,"current":"x","keys":[{"id":"x","key":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="}]}',
])('%p is no key ring', (text) => {
  expect(() => readKeyring(text)).toThrow('master key file')
})
