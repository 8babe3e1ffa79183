import { describe, expect, test } from 'bun:test'
import { agentSchema } from '../../../../src/services/eks/agent-schema'
import { mistakesIn } from './mistakes'
import { type Setting, settingsOf, titleOf } from './schema'
import { readSettings, writeSettings } from './text'
import { valueAt, withValue } from './values'

const agent = settingsOf(JSON.stringify(agentSchema))
if (agent === undefined) throw new Error('The schema of the agent describes an object.')

const flat = (setting: Setting): readonly string[] =>
  setting.kind === 'group' ? setting.settings.flatMap(flat) : [`${setting.path.join('.')}: ${setting.kind}`]

describe('a schema as fields', () => {
  test('of the agent: every setting is a field', () => {
    expect(flat(agent)).toEqual([
      'agent.logLevel: choice',
      'agent.logFormat: choice',
      'agent.maxCacheSize: number',
      'agent.maxCredentialRetentionBeforeRenewal: text',
      'resources.requests.cpu: text',
      'resources.requests.memory: text',
      'resources.limits.cpu: text',
      'resources.limits.memory: text',
    ])
  })

  test('what no field can say is written as JSON', () => {
    const schema = {
      type: 'object',
      properties: {
        on: { type: 'boolean' },
        list: { type: 'array', items: { type: 'string' } },
        labels: { type: 'object' },
        either: { type: 'string', anyOf: [{ maxLength: 1 }, { minLength: 3 }] },
        mixed: { enum: [1, 'a'] },
      },
    }
    expect(flat(settingsOf(JSON.stringify(schema)) ?? agent)).toEqual([
      'on: flag',
      'list: anything',
      'labels: anything',
      'either: anything',
      'mixed: anything',
    ])
    expect(settingsOf('{"type":"string"}')).toBeUndefined()
    expect(settingsOf('not JSON')).toBeUndefined()
  })

  test('names as titles', () =>
    expect(['maxCacheSize', 'log-level', 'cpu'].map(titleOf)).toEqual(['Max cache size', 'Log level', 'CPU']))
})

describe('values', () => {
  const values = { agent: { logLevel: 'info', other: [1] }, kept: true }

  test('are set and taken away where they are, and nothing else changes', () => {
    expect(valueAt(values, ['agent', 'logLevel'])).toBe('info')
    expect(valueAt(values, ['agent', 'logLevel', 'x'])).toBeUndefined()
    expect(valueAt({}, ['toString'])).toBeUndefined()
    expect(withValue(values, ['agent', 'logLevel'], 'warn')).toEqual({
      agent: { logLevel: 'warn', other: [1] },
      kept: true,
    })
    expect(withValue({ a: { b: { c: 1 } }, d: 2 }, ['a', 'b', 'c'], undefined)).toEqual({ d: 2 })
    expect(Object.keys(withValue(values, ['agent', 'logLevel'], undefined))).toEqual(['agent', 'kept'])
  })

  test('as the server says it, what does not fit', () => {
    expect(mistakesIn(agent, { agent: { logLevel: 'info', maxCacheSize: 10 } })).toEqual([])
    expect(
      mistakesIn(agent, {
        agent: { logLevel: 'loud', maxCacheSize: '10', maxCredentialRetentionBeforeRenewal: '3 hours' },
        resources: { requests: { cpu: '1x' } },
        more: 1,
      }),
    ).toEqual([
      '$.more: is not defined in the schema',
      '$.agent.logLevel: does not have a value in the enumeration [debug, info, warn, error, silent]',
      '$.agent.maxCacheSize: string found, integer expected',
      '$.agent.maxCredentialRetentionBeforeRenewal: does not match the regex pattern ^[0-9]{1,6}[smhd]$',
      '$.resources.requests.cpu: does not match the regex pattern ^[0-9]{1,6}m?$',
    ])
    expect(mistakesIn(agent, { agent: { maxCacheSize: 0 }, resources: [] })).toEqual([
      '$.agent.maxCacheSize: must have a minimum value of 1',
      '$.resources: array found, object expected',
    ])
  })
})

describe('as text', () => {
  test('JSON and YAML say the same', () => {
    expect(readSettings('agent:\n  logLevel: debug # loud\n')).toEqual({ values: { agent: { logLevel: 'debug' } } })
    expect(readSettings('{"agent":{"logLevel":"debug"}}')).toEqual({ values: { agent: { logLevel: 'debug' } } })
    expect(readSettings(' \n')).toEqual({ values: {} })
    expect(writeSettings({})).toBe('')
    expect(readSettings(writeSettings({ a: { b: 1 } }))).toEqual({ values: { a: { b: 1 } } })
  })

  test('what cannot be read is told with its place', () => {
    expect(readSettings('{"a": 1,\n "a": 2}')).toMatchObject({ line: 2 })
    expect(readSettings('a: [1')).toMatchObject({ line: 1 })
    expect(readSettings('just words')).toMatchObject({ fault: expect.stringContaining('names with values') })
    expect(readSettings('a: &x 1\nb: *x')).toMatchObject({ fault: 'Aliases are not taken.' })
  })
})
