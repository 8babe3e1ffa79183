import { describe, expect, test } from 'bun:test'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { hidden, hiding, moments, type Shapes, spellings } from './hidden'

const model: Shapes = {
  shapes: {
    Ask: {
      type: 'structure',
      members: {
        Name: { shape: 'Text' },
        WebIdentityToken: { shape: 'Text' },
        Key: { shape: 'Sealed' },
        Body: { shape: 'Blob' },
        Stream: { shape: 'Text', streaming: true },
        Children: { shape: 'Asks' },
        ByName: { shape: 'AskMap' },
      },
    },
    Asks: { type: 'list', member: { shape: 'Ask' } },
    AskMap: { type: 'map', value: { shape: 'Ask' } },
    Text: { type: 'string' },
    Sealed: { type: 'string', sensitive: true },
    Blob: { type: 'blob' },
  },
}

describe('what the audit record shows', () => {
  test('secrets are hidden at every depth, bodies left out, unknown members not shown', () => {
    const one = { Name: 'a', WebIdentityToken: 'S', Key: 'S', Body: new Uint8Array(3), Stream: 'S', Other: 'S' }
    const shown = hiding(model, spellings.lowerFirst).of('Ask')({ ...one, Children: [one], ByName: { x: one } })
    expect(JSON.stringify(shown)).not.toContain('"S"')
    expect(shown).toHaveProperty('body', undefined)
    expect(shown).toMatchObject({
      name: 'a',
      webIdentityToken: hidden,
      key: hidden,
      children: [{ name: 'a' }],
      byName: { x: { key: hidden } },
    })
    expect(Object.keys(shown as object)).toEqual([
      'name',
      'webIdentityToken',
      'key',
      'body',
      'stream',
      'children',
      'byName',
    ])
  })

  test('no secret of any model of ours gets through', async () => {
    const folder = join(import.meta.dir, '..', 'wire', 'models')
    const secret = /^(token|sessionToken|secretAccessKey|webIdentityToken|samlAssertion|password|activationCode)$/i
    for (const file of readdirSync(folder)) {
      const { shapes } = (await Bun.file(join(folder, file)).json()) as Shapes
      const { of } = hiding({ shapes }, spellings.asIs)
      for (const [name, shape] of Object.entries(shapes)) {
        for (const member of Object.keys(shape?.members ?? {})) {
          if (!secret.test(member)) continue
          const shown = of(name)({ [member]: 'S' })
          expect([file, name, JSON.stringify(shown).includes('"S"')]).toEqual([file, name, false])
        }
      }
    }
  })

  test('moments are written as CloudTrail has them for each service', () => {
    const when = new Date('2026-04-01T13:00:00.500Z')
    expect(moments.inWords(when)).toBe('Apr 1, 2026, 1:00:00 PM')
    expect(moments.inWords(new Date('2026-12-31T00:05:09Z'))).toBe('Dec 31, 2026, 12:05:09 AM')
    expect(moments.inWords(new Date('2026-12-31T12:59:59Z'))).toBe('Dec 31, 2026, 12:59:59 PM')
    expect(moments.epoch(when)).toBe(1775048400.5)
    const shapes = { At: { type: 'timestamp' }, Ask: { type: 'structure', members: { At: { shape: 'At' } } } }
    expect(hiding({ shapes }, spellings.asIs, moments.epoch).of('Ask')({ At: when })).toEqual({ At: 1775048400.5 })
    expect(hiding({ shapes }, spellings.asIs).of('Ask')({ At: when })).toEqual({ At: when })
  })

  test('CloudTrail spells S3 its own way', () => {
    expect(spellings.s3('Bucket')).toBe('bucketName')
    expect(spellings.s3('Key')).toBe('key')
  })
})
