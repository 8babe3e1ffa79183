import { describe, expect, test } from 'bun:test'
import fc from '../../tests/random'
import { decode } from './decode'
import { encodeFault } from './encode-fault'
import type { Model } from './model'
import { models } from './models'
import type { Received, WireFault } from './received'
import { encodeRequest } from './request'
import { route } from './route'
import { structureOf } from './values.test-support'

// Whatever arrives is an input or a named refusal: nothing is thrown, nothing takes long, no refusal has a status of ours.

const bytes = (text: string) => new TextEncoder().encode(text)

/** Of processor time: what else runs on the machine takes none of it. */
const secondsSince = (began: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(began)
  return (user + system) / 1_000_000
}

function hear(model: Model, received: Received, body: Uint8Array | undefined): WireFault | undefined {
  const routed = route(model, received, body)
  const fault = 'fault' in routed ? routed.fault : decode(model, routed, received, body).fault
  if (fault !== undefined) {
    expect(fault.code).toMatch(/^[A-Z][A-Za-z]+$/)
    expect(fault.message).not.toBe('')
    const { status } = encodeFault(model, 'fault' in routed ? undefined : routed.operation, fault, 'id-1')
    expect(status === 501 || (status >= 400 && status < 500)).toBe(true)
  }
  return fault
}

const words = [
  'clusters',
  'tags',
  'addons',
  'podid',
  '%2e%2e',
  '..',
  '%',
  '%zz',
  '',
  'bucket',
  'a%2Fb',
  '%00',
  'assume-role-for-pod-identity',
]
const names = [
  'Action',
  'Version',
  'Tags.member.1.Key',
  'Tags',
  'Tags.member.x',
  'RoleName.1',
  '__proto__',
  'constructor',
  'uploads',
  'partNumber',
  'uploadId',
  'maxResults',
  'max-keys',
  'acl',
  'list-type',
  'tagKeys',
  '%',
  'encoding-type',
]
const path = fc.array(fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 8 }))).map((it) => `/${it.join('/')}`)
const query = fc
  .array(
    fc.tuple(
      fc.constantFrom(...names),
      fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('2', '-1', 'x', '%', '1e9')),
    ),
  )
  .map((it) => it.map((pair) => pair.join('=')).join('&'))
const headers = fc
  .dictionary(
    fc.constantFrom(
      'x-amz-target',
      'x-amz-copy-source',
      'content-length',
      'expires',
      'x-amz-meta-a',
      'x-amz-storage-class',
      'range',
    ),
    fc.string({ unit: 'grapheme-ascii', maxLength: 40 }),
  )
  .map((it) => new Headers(it))
const method = fc.constantFrom('GET', 'PUT', 'POST', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH')
const body = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc.json().map(bytes),
  fc
    .array(
      fc.constantFrom(
        '<a>',
        '</a>',
        '<Delete>',
        '</Delete>',
        '<Object>',
        '<Key>',
        'x',
        '&amp;',
        '&',
        '<!DOCTYPE a>',
        '<![CDATA[',
        ']]>',
        '<!--',
        '<?x',
        '"',
      ),
    )
    .map((it) => bytes(it.join(''))),
  query.map(bytes),
  fc.constant(undefined),
)

describe('no request is too strange', () => {
  for (const [service, model] of models) {
    test(`${service}: anything at all`, () => {
      fc.assert(
        fc.property(method, path, query, headers, body, (method, path, query, headers, body) => {
          hear(model, { method, path, query, headers }, body)
        }),
        { numRuns: 300, seed: 20_261_124 },
      )
    })

    test(`${service}: good requests with a part exchanged`, () => {
      for (const [operation, { input }] of Object.entries(model.operations)) {
        if (input === undefined) continue
        fc.assert(
          fc.property(
            structureOf(model, input, true),
            body,
            query,
            headers,
            fc.nat(3),
            (said, body, query, headers, which) => {
              const sent = encodeRequest(model, operation, said)
              const own = typeof sent.body === 'string' ? bytes(sent.body) : undefined
              const target = sent.headers.get('x-amz-target')
              if (target !== null) headers.set('x-amz-target', target)
              const received = {
                ...sent,
                query: which === 1 ? query : sent.query,
                headers: which === 2 ? headers : sent.headers,
              }
              hear(model, received, which === 0 ? body : own)
            },
          ),
          { numRuns: 8, seed: 20_261_124 },
        )
      }
    })
  }

  test('JSON values of any type where the model has another', () => {
    const eks = models.get('eks')
    if (eks === undefined) throw new Error('no eks')
    const members = [
      'name',
      'roleArn',
      'tags',
      'resourcesVpcConfig',
      'logging',
      'encryptionConfig',
      'disableSessionTags',
      'version',
    ]
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...members), fc.jsonValue()), (said) => {
        hear(eks, { method: 'POST', path: '/clusters', query: '', headers: new Headers() }, bytes(JSON.stringify(said)))
      }),
      { numRuns: 500, seed: 20_261_124 },
    )
  })
})

describe('nothing takes long', () => {
  const many = 400_000
  const bodies: Readonly<Record<string, string>> = {
    'deep JSON': '['.repeat(many),
    'deep JSON objects': '{"tags":'.repeat(many / 4),
    'deep XML': '<a>'.repeat(many / 2),
    'open angle brackets': `<a>${'<'.repeat(many)}`,
    'open comments': `<a>${'<!--'.repeat(many / 2)}`,
    'many attributes': `<a ${'x="y" '.repeat(many / 4)}/>`,
    'many entities': `<Delete>${'&amp;'.repeat(many / 4)}</Delete>`,
    'many objects': `<Delete>${'<Object><Key>k</Key></Object>'.repeat(many / 16)}</Delete>`,
    'many parameters': `Action=CreateRole&Version=2010-05-08&${'a=b&'.repeat(many)}`,
    'deep parameter': `Action=CreateRole&Version=2010-05-08&${'a.'.repeat(many)}=b`,
    'many percent signs': `Action=CreateRole&Version=2010-05-08&RoleName=${'%'.repeat(many)}`,
    'a long name': `Action=CreateRole&Version=2010-05-08&RoleName=${'a'.repeat(many)}!`,
    'a long path': `Action=CreatePolicy&Version=2010-05-08&Path=${'/a'.repeat(many)}!`,
    'a long token': `{"token":"${'a.'.repeat(many)}"}`,
  }
  const paths = [
    '/',
    '/b?delete',
    '/clusters',
    '/clusters/blue/assume-role-for-pod-identity',
    `/b/${'../'.repeat(20_000)}`,
    `/${'a/'.repeat(20_000)}`,
  ]
  for (const [what, text] of Object.entries(bodies)) {
    test(what, () => {
      const sent = bytes(text)
      const began = process.cpuUsage()
      for (const model of models.values()) {
        for (const address of paths) {
          const [path = '/', query = ''] = address.split('?')
          hear(model, { method: 'POST', path, query, headers: new Headers() }, sent)
        }
      }
      expect(secondsSince(began)).toBeLessThan(20)
    })
  }

  test('a header as long as servers take them', () => {
    const s3 = models.get('s3')
    if (s3 === undefined) throw new Error('no s3')
    const headers = new Headers({ 'x-amz-copy-source': '/'.repeat(16_000) })
    const began = process.cpuUsage()
    hear(s3, { method: 'PUT', path: '/b/k', query: '', headers }, undefined)
    expect(secondsSince(began)).toBeLessThan(5)
  })
})
