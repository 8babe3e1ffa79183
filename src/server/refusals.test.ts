import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { openSession, sealSession } from '../signatures'
import { answered } from './answered.test-support'
import { type Ask, calls, type Keys, type TestApp, testApp } from './app.test-support'

// Each refusal of a signature, through the whole pipeline, in each of the three protocols: aws-api.md §6.4.

const protocols = [
  { name: 'query', call: calls.whoAmI },
  { name: 'json', call: calls.listClusters },
  { name: 's3', call: calls.listBuckets },
] as const
type Protocol = (typeof protocols)[number]['name']

let it: TestApp
let temporary: Keys

beforeAll(async () => {
  it = await testApp()
  const response = await it.ask({
    ...calls.whoAmI,
    body: 'Action=GetSessionToken&Version=2011-06-15&DurationSeconds=900',
  })
  const xml = await response.text()
  const member = (name: string): string => xml.split(`<${name}>`)[1]?.split(`</${name}>`)[0] ?? ''
  temporary = {
    accessKeyId: member('AccessKeyId'),
    secretAccessKey: member('SecretAccessKey'),
    sessionToken: member('SessionToken'),
  }
})
afterAll(() => it.close())

async function told(response: Response): Promise<{ status: number; code: string; message: string; requestId: string }> {
  return { status: response.status, ...answered(response.headers, await response.text()) }
}

const changed =
  (headers: Readonly<Record<string, string | undefined>>) =>
  (request: Request): Request => {
    const next = new Headers(request.headers)
    for (const [name, value] of Object.entries(headers)) {
      if (value === undefined) next.delete(name)
      else next.set(name, value)
    }
    return new Request(request, { headers: next })
  }

const edited =
  (edit: (authorization: string) => string) =>
  (request: Request): Request =>
    changed({ authorization: edit(request.headers.get('authorization') ?? '') })(request)

const stranger: Keys = { accessKeyId: 'AKIAAAAAAAAAAAAAAAAA', secretAccessKey: 'x'.repeat(40) }
const hour = 3_600_000

interface Case {
  readonly name: string
  readonly ask?: (call: Ask) => Ask
  readonly spoil?: (request: Request) => Request
  readonly later?: number
  readonly want: Readonly<Record<Protocol, readonly [status: number, code: string, message?: string]>>
}

const badToken = 'The security token included in the request is invalid.'
const cases: readonly Case[] = [
  {
    name: 'no signature',
    spoil: changed({ authorization: undefined, 'x-amz-date': undefined, 'x-amz-content-sha256': undefined }),
    want: {
      query: [403, 'MissingAuthenticationToken', 'Request is missing Authentication Token'],
      // By design.md, “One endpoint”, this is anonymous S3.
      json: [403, 'AccessDenied'],
      s3: [200, ''],
    },
  },
  {
    name: 'a malformed header',
    spoil: edited((header) => header.replace(/, ?SignedHeaders=[^,]*/, '')),
    want: {
      query: [400, 'IncompleteSignature'],
      json: [400, 'IncompleteSignatureException'],
      s3: [400, 'AuthorizationHeaderMalformed'],
    },
  },
  {
    name: 'an unknown key',
    ask: (call) => ({ ...call, keys: stranger }),
    want: {
      query: [403, 'InvalidClientTokenId', badToken],
      json: [403, 'UnrecognizedClientException', badToken],
      s3: [403, 'InvalidAccessKeyId'],
    },
  },
  {
    name: 'another secret',
    ask: (call) => ({ ...call, keys: { ...it.admin, secretAccessKey: 'x'.repeat(40) } }),
    want: {
      query: [403, 'SignatureDoesNotMatch'],
      json: [403, 'InvalidSignatureException'],
      s3: [403, 'SignatureDoesNotMatch'],
    },
  },
  {
    name: 'an altered signature',
    spoil: edited((header) => header.replace(/.$/, (last) => (last === '0' ? '1' : '0'))),
    want: {
      query: [403, 'SignatureDoesNotMatch'],
      json: [403, 'InvalidSignatureException'],
      s3: [403, 'SignatureDoesNotMatch'],
    },
  },
  {
    name: 'signed an hour ago',
    ask: (call) => ({ ...call, at: it.clock.now - hour }),
    want: {
      query: [403, 'SignatureDoesNotMatch'],
      json: [403, 'InvalidSignatureException'],
      s3: [403, 'RequestTimeTooSkewed'],
    },
  },
  {
    name: 'signed for in an hour',
    ask: (call) => ({ ...call, at: it.clock.now + hour }),
    want: {
      query: [403, 'SignatureDoesNotMatch'],
      json: [403, 'InvalidSignatureException'],
      s3: [403, 'RequestTimeTooSkewed'],
    },
  },
  {
    name: 'an invalid session token',
    ask: (call) => ({
      ...call,
      keys: { ...temporary, sessionToken: `${temporary.sessionToken?.slice(0, -8)}AAAAAAAA` },
    }),
    want: {
      query: [403, 'InvalidClientTokenId', badToken],
      json: [403, 'UnrecognizedClientException', badToken],
      s3: [400, 'InvalidToken'],
    },
  },
  {
    name: 'expired temporary credentials',
    ask: (call) => ({ ...call, keys: temporary }),
    later: hour,
    want: {
      query: [403, 'ExpiredToken', 'The security token included in the request is expired'],
      json: [403, 'ExpiredTokenException'],
      s3: [400, 'ExpiredToken'],
    },
  },
  {
    name: 'scoped to a service that is not here',
    spoil: edited((header) => header.replace(/\/(sts|eks|s3)\/aws4_request/, '/lambda/aws4_request')),
    want: {
      query: [403, 'SignatureDoesNotMatch'],
      json: [403, 'InvalidSignatureException'],
      s3: [400, 'AuthorizationHeaderMalformed'],
    },
  },
]

describe('a signature that proves nothing', () => {
  for (const { name, call } of protocols) {
    for (const { name: what, ask = (same: Ask) => same, spoil, later = 0, want } of cases) {
      const [status, code, message] = want[name]
      test(`${name}: ${what}: ${status} ${code}`, async () => {
        const began = it.clock.now
        it.clock.now += later
        try {
          const response = await it.ask(ask(call), spoil)
          if (code === '') {
            expect(response.status).toBe(status)
            return
          }
          const answer = await told(response)
          expect([answer.status, answer.code]).toEqual([status, code])
          expect(answer.requestId).not.toBe('')
          if (message !== undefined) expect(answer.message).toBe(message)
          const record = (await it.records()).find(({ requestID }) => requestID === answer.requestId)
          // Nobody is told apart from someone whose proof failed.
          const type = code === 'AccessDenied' ? 'AWSAccount' : 'Unknown'
          expect(record).toMatchObject({ errorCode: code, userIdentity: { type } })
        } finally {
          it.clock.now = began
        }
      })
    }
  }

  test('the right signature is accepted in all three', async () => {
    for (const { call } of protocols) {
      expect((await it.ask(call)).status).toBe(200)
      expect((await it.ask({ ...call, keys: temporary })).status).toBe(200)
    }
  })

  test('presigned: accepted, then expired', async () => {
    const call: Ask = { ...calls.listBuckets, presigned: 60 }
    expect((await it.ask(call)).status).toBe(200)
    const answer = await told(await it.ask({ ...call, at: it.clock.now - 2 * hour }))
    expect([answer.status, answer.code, answer.message]).toEqual([403, 'AccessDenied', 'Request has expired'])
  })

  test('a key that is switched off or gone, and a session of it, count no more', async () => {
    const key = await it.house.store.accessKeys.get(it.admin.accessKeyId)
    if (key === undefined) throw new Error('The administrator has a key.')
    await it.house.store.accessKeys.update(key.id, (row) => ({ ...row, status: 'Inactive' }))
    expect((await told(await it.ask(calls.whoAmI))).code).toBe('InvalidClientTokenId')
    expect((await told(await it.ask({ ...calls.whoAmI, keys: temporary }))).code).toBe('InvalidClientTokenId')
    await it.house.store.accessKeys.remove(key.id)
    expect((await told(await it.ask({ ...calls.whoAmI, keys: temporary }))).code).toBe('InvalidClientTokenId')
    await it.house.store.accessKeys.insert(key.id, key)
    expect((await it.ask({ ...calls.whoAmI, keys: temporary })).status).toBe(200)
  })

  test("a session whose key is another user's by now, or that is of another account, counts no more", async () => {
    const key = await it.house.store.accessKeys.get(it.admin.accessKeyId)
    if (key === undefined) throw new Error('The administrator has a key.')
    await it.house.store.accessKeys.update(key.id, (row) => ({ ...row, userId: 'AIDAAAAAAAAAAAAAAAAAA' }))
    expect((await told(await it.ask({ ...calls.whoAmI, keys: temporary }))).code).toBe('InvalidClientTokenId')
    await it.house.store.accessKeys.update(key.id, () => key)
    const { accessKeyId, sessionToken } = temporary
    const known = openSession(it.house.keyring, accessKeyId, sessionToken ?? '', it.clock.now)
    if (typeof known === 'string' || known.session === undefined) throw new Error('The session is good.')
    const sealed = (account: string): Keys => {
      const { secretAccessKey, ...rest } = sealSession(
        it.house.keyring,
        { ...Object(known.session), account },
        it.house,
      )
      return { ...rest, secretAccessKey: String(secretAccessKey) }
    }
    expect((await it.ask({ ...calls.whoAmI, keys: sealed(it.house.account) })).status).toBe(200)
    expect((await told(await it.ask({ ...calls.whoAmI, keys: sealed('111122223333') }))).code).toBe(
      'InvalidClientTokenId',
    )
  })

  test('a user made anew under the same name is another: neither the old key nor its sessions count', async () => {
    const user = await it.house.store.users.get('admin')
    if (user === undefined) throw new Error('There is an administrator.')
    await it.house.store.users.update('admin', (row) => ({ ...row, id: 'AIDAAAAAAAAAAAAAAAAAA' }))
    expect((await told(await it.ask(calls.whoAmI))).code).toBe('InvalidClientTokenId')
    expect((await told(await it.ask({ ...calls.whoAmI, keys: temporary }))).code).toBe('InvalidClientTokenId')
    await it.house.store.users.update('admin', () => user)
    expect((await it.ask(calls.whoAmI)).status).toBe(200)
  })

  test('no refusal tells a secret', () => {
    const secrets = [it.admin.secretAccessKey, temporary.secretAccessKey, temporary.sessionToken ?? '']
    for (const secret of secrets) expect(it.logged.join('')).not.toContain(secret)
  })
})
