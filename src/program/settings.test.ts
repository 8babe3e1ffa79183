import { describe, expect, test } from 'bun:test'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { duration, oneOf, onOff, port, text, texts } from './setting-kinds'
import { readSettings, SettingMistakes } from './settings'

const table = {
  port: { about: 'Port', value: 'N', read: port(), otherwise: 4080 },
  tlsName: {
    about: 'Names',
    value: 'NAME',
    read: texts('names'),
    otherwise: [] as readonly string[],
    repeatable: true,
  },
  insecureHttp: { about: 'Clear', read: onOff(), otherwise: false },
  logFormat: { about: 'Format', value: 'F', read: oneOf(['json', 'pretty']), otherwise: 'json' as const },
  store: { about: 'Store', value: 'URL', read: text('a store'), otherwise: 'sqlite', secret: true },
  auditRetention: { about: 'Keep', value: 'TIME', read: duration(), otherwise: 1 },
}
const none = { flags: {}, environment: {} }

function file(content: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'podid-settings-')), 'podid.conf')
  writeFileSync(path, content)
  return path
}

function mistakes(work: () => unknown): readonly string[] {
  try {
    work()
  } catch (error) {
    if (error instanceof SettingMistakes) return error.mistakes
    throw error
  }
  return []
}

describe('settings', () => {
  test('flag before environment before file before default', () => {
    const path = file('# ours\nport = 1\nlog-format = pretty\ninsecure-http = on\n')
    const read = readSettings(table, {
      flags: { port: '3' },
      environment: { PODID_PORT: '2', PODID_LOG_FORMAT: 'json' },
      file: path,
    })
    expect(read).toEqual({
      port: 3,
      tlsName: [],
      insecureHttp: true,
      logFormat: 'json',
      store: 'sqlite',
      auditRetention: 1,
    })
  })

  test('a JSON file has typed values and lists', () => {
    const path = file('{"port": 9, "tls-name": ["a", "b"], "insecureHttp": true, "audit-retention": "90d"}')
    const read = readSettings(table, { ...none, file: path })
    expect(read.port).toBe(9)
    expect(read.tlsName).toEqual(['a', 'b'])
    expect(read.insecureHttp).toBe(true)
    expect(read.auditRetention).toBe(90 * 86_400_000)
  })

  test('a repeatable setting is a comma-separated list in the environment', () => {
    expect(readSettings(table, { ...none, environment: { PODID_TLS_NAME: 'a, b' } }).tlsName).toEqual(['a', 'b'])
  })

  test('what Kubernetes says of a Service named podid is not ours', () => {
    expect(readSettings(table, { ...none, environment: { PODID_PORT: 'tcp://10.0.0.1:443' } }).port).toBe(4080)
  })

  test('all mistakes are told at once, each with where it was said', () => {
    const path = file('prot = 1\nnonsense\naudit-retention = soon\n')
    const told = mistakes(() =>
      readSettings(table, { flags: { port: 'abc' }, environment: { PODID_LOG_FORMAT: 'xml' }, file: path }),
    )
    expect(told).toEqual([
      `Line 2 of ${path} is not of the form key = value.`,
      `prot in ${path} is no setting. Known are: port, tls-name, insecure-http, log-format, store, audit-retention.`,
      '--port must be a whole number from 0 to 65535, not "abc".',
      'PODID_LOG_FORMAT must be one of json, pretty, not "xml".',
      `audit-retention in ${path} must be a number with a unit, such as 900ms, 30s, 15m, 36h or 90d, not "soon".`,
    ])
  })

  for (const wrong of ['', '-1', '65536', '1.5', '0x10', ' 1', '1e3']) {
    test(`port ${JSON.stringify(wrong)} is refused`, () => {
      expect(mistakes(() => readSettings(table, { ...none, flags: { port: wrong } }))).toHaveLength(1)
    })
  }

  test('a secret value is not shown', () => {
    const told = mistakes(() => readSettings(table, { ...none, flags: { store: 7 } }))
    expect(told).toEqual(['--store must be a store.'])
  })

  test('a file that is not there is told with the remedy', () => {
    expect(mistakes(() => readSettings(table, { ...none, file: '/nowhere/podid.conf' }))[0]).toContain('cannot be read')
  })

  test('how settings go together is checked last', () => {
    expect(mistakes(() => readSettings(table, none, () => ['--port and --store do not go together.']))).toEqual([
      '--port and --store do not go together.',
    ])
  })
})
