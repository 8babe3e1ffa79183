import { describe, expect, test } from 'bun:test'
import { mkdtempSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SettingMistakes } from '../program'
import { draw } from './chance'
import { isLoopback, serverConfig } from './config'
import { readPrivate, writePrivate } from './private-file'

const file = (text: string): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'podid-config-')), 'podid.conf')
  writeFileSync(path, text)
  return path
}

function mistakes(flags: Readonly<Record<string, unknown>>): readonly string[] {
  try {
    serverConfig(flags)
    return []
  } catch (error) {
    if (error instanceof SettingMistakes) return error.mistakes
    throw error
  }
}

describe('settings of the server', () => {
  test('an address beyond loopback is never served in clear unless told so', () => {
    expect(mistakes({ host: '0.0.0.0' })).toHaveLength(1)
    expect(mistakes({ host: '::' })).toHaveLength(1)
    expect(mistakes({ host: '10.0.0.1' })[0]).toContain('--insecure-http')
    expect(mistakes({ host: '0.0.0.0', insecureHttp: true })).toEqual([])
    expect(mistakes({ host: '0.0.0.0', tlsSelfSigned: true })).toEqual([])
    expect(mistakes({ host: '0.0.0.0', tlsCert: 'a', tlsKey: 'b' })).toEqual([])
    expect(mistakes({ host: '127.0.0.1' })).toEqual([])
  })

  for (const [host, loopback] of [
    ['127.0.0.1', true],
    ['127.9.9.9', true],
    ['::1', true],
    ['localhost', true],
    ['127.evil.example', false],
    ['0.0.0.0', false],
    ['', false],
  ] as const) {
    test(`${JSON.stringify(host)} is ${loopback ? '' : 'not '}loopback`, () => expect(isLoopback(host)).toBe(loopback))
  }

  test('what does not go together is told, all of it at once', () => {
    expect(
      mistakes({
        account: '12',
        region: 'Moon',
        store: 'mysql://x',
        tlsCert: 'a',
        tlsSelfSigned: true,
        tlsName: ['x'],
        url: 'https://x/path',
        s3Domain: 'S3!',
        stsEndpoint: 'https://sts',
      }),
    ).toHaveLength(8)
  })

  test('the password of a store is not shown', () => {
    expect(mistakes({ store: 'mysql://me:hunter2@host/db' }).join()).not.toContain('hunter2')
  })

  test('a file gives what no flag says', () => {
    const config = serverConfig({ port: '1' }, file('port = 2\nregion = eu-west-1\naudit-retention = 7d\n'))
    expect([config.port, config.region, config.auditRetention]).toEqual([1, 'eu-west-1', 7 * 86_400_000])
  })
})

describe('private files', () => {
  test('are 0600 and refused when others may read them', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'podid-private-')), 'master.key')
    expect(readPrivate(path)).toBeUndefined()
    writePrivate(path, 'secret')
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(readPrivate(path)).toBe('secret')
    for (const mode of [0o640, 0o604, 0o620, 0o660]) {
      Bun.spawnSync(['chmod', mode.toString(8), path])
      expect(() => readPrivate(path)).toThrow('chmod 600')
    }
  })
})

test('draws evenly from an alphabet', () => {
  const drawn = draw(30_000, 'abc')
  expect(drawn).toMatch(/^[abc]{30000}$/)
  for (const letter of 'abc') expect(Math.abs(drawn.split(letter).length - 10_001)).toBeLessThan(600)
})
