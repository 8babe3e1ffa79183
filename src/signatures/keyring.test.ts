import { describe, expect, test } from 'bun:test'
import { createKeyring, readKeyring, rotateKeyring } from './keyring'

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
  test('a key is dropped 36 hours after it was retired', () => {
    const first = createKeyring()
    const sealed = readKeyring(first).seal('a', 'text')
    const second = rotateKeyring(first, 0)
    expect(
      readKeyring(rotateKeyring(second, 36 * hour - 1))
        .open('a', sealed)
        .reveal(),
    ).toBe('text')
    expect(() => readKeyring(rotateKeyring(second, 36 * hour)).open('a', sealed)).toThrow('not in the key ring')
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
  '{"version":1,"current":"x","keys":[{"id":"x","key":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="}]}',
])('%p is no key ring', (text) => {
  expect(() => readKeyring(text)).toThrow('master key file')
})
