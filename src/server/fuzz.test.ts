import { afterAll, beforeAll, expect, test } from 'bun:test'
import fc from '../../tests/random'
import { models } from '../wire'
import { signed, type TestApp, testApp } from './app.test-support'

let it: TestApp
beforeAll(async () => {
  it = await testApp({ logLevel: 'silent' })
})
afterAll(() => it.close())

const services = ['eks', 'eks-auth', 'sts', 'iam', 's3', 'cloudtrail', 'podid']
const segment = fc.oneof(
  fc.constantFrom(
    'clusters',
    'a',
    'tags',
    'addons',
    'pod-identity-associations',
    'assume-role-for-pod-identity',
    'podid',
  ),
  fc.constantFrom('%00', '%2F', '..%2f', '%zz', '%', '%ff', '%E0%A4%A', 'arn%3Aaws%3Aeks', '$', "'", ';', '|', '%5C'),
  fc.string({ maxLength: 20 }).map(encodeURIComponent.bind(undefined)).filter(Boolean),
)
const path = fc.array(segment, { maxLength: 5 }).map((parts) => `/${parts.join('/')}`)
const query = fc
  .array(
    fc.tuple(
      fc.constantFrom(
        'list-type',
        'uploads',
        'uploadId',
        'delete',
        'policy',
        'max-keys',
        'x-id',
        'tagKeys',
        'partNumber',
        '%zz',
        '',
      ),
      fc.constantFrom('', '1', '-1', '%00', 'x', '%zz', '99999999999999999999'),
    ),
    { maxLength: 3 },
  )
  .map((pairs) => pairs.map(([key, value]) => `${key}=${value}`).join('&'))

const operationNames = [...models.values()].flatMap((model) => Object.keys(model.operations))
const formBody = fc
  .array(
    fc.tuple(
      fc.constantFrom(
        'Action',
        'Version',
        'RoleName',
        'Tags.member.1.Key',
        'Tags.member.99999999.Key',
        'PolicyDocument',
        '__proto__',
        'constructor.member.1',
        '%zz',
      ),
      fc.oneof(
        fc.constantFrom('2011-06-15', '2010-05-08', ...operationNames),
        fc.string({ maxLength: 30 }).map(encodeURIComponent),
      ),
    ),
    { maxLength: 6 },
  )
  .map((pairs) => pairs.map(([key, value]) => `${key}=${value}`).join('&'))
const body = fc.oneof(
  fc.constant(''),
  fc.json(),
  fc.string({ maxLength: 200 }),
  formBody,
  fc.constantFrom(
    '{"__proto__":{"x":1}}',
    '[',
    'null',
    '"x"',
    '<a',
    '<!DOCTYPE x [<!ENTITY a "b">]><Delete>&a;</Delete>',
    '<Delete/>',
  ),
)
const headers = fc.dictionary(
  fc.constantFrom(
    'content-type',
    'content-md5',
    'range',
    'x-amz-target',
    'x-amz-checksum-crc32',
    'x-amz-copy-source',
    'x-amz-decoded-content-length',
    'if-none-match',
    'x-amz-meta-a',
  ),
  fc.oneof(
    fc.constantFrom(
      'application/json',
      'application/x-www-form-urlencoded',
      'bytes=5-1',
      'bytes=-',
      'AAAA',
      '*',
      '/a/b',
      '-1',
    ),
    fc.stringMatching(/^[\x21-\x7e]{1,20}$/),
  ),
  { maxKeys: 3 },
)
const method = fc.constantFrom('GET', 'PUT', 'POST', 'DELETE', 'HEAD', 'PATCH', 'OPTIONS')

async function fine(response: Response): Promise<void> {
  const text = await response.text()
  // What is in the model and not built says so with 501: the name of what is missing, not a failure.
  if (response.status >= 500 && response.status !== 501)
    throw new Error(`${response.status} ${text}\n${it.logged.at(-1)}`)
  expect(text).not.toMatch(/\bat .*\.ts:\d+/)
}

const runs = { numRuns: 400, interruptAfterTimeLimit: 15_000 }

test('whatever comes unsigned is answered, and never as our trouble', async () => {
  await fc.assert(
    fc.asyncProperty(method, path, query, headers, body, async (verb, where, asked, said, text) => {
      const request = new Request(`http://127.0.0.1:4080${where}${asked === '' ? '' : `?${asked}`}`, {
        method: verb,
        headers: said,
        body: verb === 'GET' || verb === 'HEAD' ? undefined : text,
      })
      await fine(await it.raw(request))
    }),
    runs,
  )
})

test('whatever comes signed is answered, and never as our trouble', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...services),
      method,
      path,
      query,
      headers,
      body,
      async (service, verb, where, asked, said, text) => {
        const pairs = asked === '' ? [] : asked.split('&').map((pair) => pair.split('=').map(readable))
        const ask = { service, method: verb, path: where, query: Object.fromEntries(pairs), headers: said, body: text }
        await fine(await it.raw(await signed(ask, it.clock.now, it.admin)))
      },
    ),
    runs,
  )
})

test('whatever stands where a signature should is answered', async () => {
  const authorization = fc.oneof(
    fc.string({ maxLength: 80 }).filter((text) => /^[\x20-\x7e]*$/.test(text)),
    fc
      .tuple(fc.constantFrom('AKIA', '', it === undefined ? 'x' : 'x', '%00'), fc.constantFrom(...services, 'x'))
      .map(
        ([key, service]) =>
          `AWS4-HMAC-SHA256 Credential=${key}/20260401/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=00`,
      ),
  )
  await fc.assert(
    fc.asyncProperty(method, path, authorization, async (verb, where, said) => {
      await fine(
        await it.raw(new Request(`http://127.0.0.1:4080${where}`, { method: verb, headers: { authorization: said } })),
      )
    }),
    runs,
  )
})

function readable(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
