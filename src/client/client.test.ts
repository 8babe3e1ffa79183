import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { createHash, createHmac } from 'node:crypto'
import { SignatureV4 } from '@smithy/signature-v4'
import { client } from './client'
import { ClientFault } from './fault'

interface Came {
  readonly method: string
  readonly path: string
  readonly query: string
  readonly headers: Headers
  readonly body: Uint8Array
}

let came: Came | undefined
let answer: () => Response | Promise<Response> = () => new Response('{}')
let server: ReturnType<typeof Bun.serve>
let endpoint = ''

beforeAll(() => {
  server = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    async fetch(request) {
      const [path = '/', query = ''] = request.url.slice(request.url.indexOf('/', 8)).split('?')
      const body = new Uint8Array(await request.arrayBuffer())
      came = { method: request.method, path, query, headers: request.headers, body }
      return answer()
    },
  })
  endpoint = `http://127.0.0.1:${server.port}/`
})
afterAll(() => server.stop(true))

const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'not-a-secret', sessionToken: 'token/+=' }
const signed = () => client({ endpoint, region: 'eu-west-1', credentials })

async function last(): Promise<Came> {
  if (came === undefined) throw new Error('nothing came')
  return came
}

/** Node's hashes as the SDK wants them. */
class Sha256 {
  readonly #hash
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    const key = typeof secret === 'string' || secret === undefined ? secret : bytesOf(secret)
    this.#hash = key === undefined ? createHash('sha256') : createHmac('sha256', key)
  }
  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(typeof data === 'string' ? data : bytesOf(data))
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest()
  }
  reset(): void {}
}

function bytesOf(data: ArrayBuffer | ArrayBufferView): Uint8Array {
  return data instanceof ArrayBuffer
    ? new Uint8Array(data)
    : new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
}

/** The Authorization header that the SDK's own signer gives to what came. */
async function asTheSdkSigns({ method, path, query, headers, body }: Came, service: string): Promise<string> {
  const [, names = ''] = /SignedHeaders=([^,]+)/.exec(headers.get('authorization') ?? '') ?? []
  const pairs = [...new URLSearchParams(query)]
  const parameters: Record<string, string | string[]> = {}
  for (const [name] of pairs) parameters[name] = pairs.filter(([it]) => it === name).map(([, value]) => value)
  const date = (headers.get('x-amz-date') ?? '').replace(/^(....)(..)(..T..)(..)(..Z)$/, '$1-$2-$3:$4:$5')
  const signer = new SignatureV4({
    service,
    region: 'eu-west-1',
    credentials: { ...credentials },
    sha256: Sha256,
    uriEscapePath: service !== 's3',
    applyChecksum: false,
  })
  const again = await signer.sign(
    {
      method,
      protocol: 'http:',
      hostname: '127.0.0.1',
      path,
      query: parameters,
      body,
      headers: Object.fromEntries(names.split(';').map((name) => [name, headers.get(name) ?? ''])),
    },
    { signingDate: new Date(date), signableHeaders: new Set(names.split(';')) },
  )
  return again.headers.authorization ?? ''
}

describe('signatures are those of the SDK', () => {
  const cases: readonly (readonly [string, () => Promise<unknown>])[] = [
    [
      'eks',
      () =>
        signed().call('eks', 'UntagResource', {
          resourceArn: 'arn:aws:eks:eu-west-1:1:podidentityassociation/c/a-1',
          tagKeys: ['a', 'b c', "it's (*)"],
        }),
    ],
    [
      'eks',
      () =>
        signed().call('eks', 'CreatePodIdentityAssociation', {
          clusterName: 'b',
          namespace: 'n',
          serviceAccount: 'ü',
          roleArn: 'r',
        }),
    ],
    ['eks-auth', () => signed().call('eks-auth', 'AssumeRoleForPodIdentity', { clusterName: 'b', token: 'a.b.c' })],
    [
      's3',
      () =>
        signed().call('s3', 'PutObject', {
          Bucket: 'b',
          Key: "a b/ü+(1)'%2F&.txt",
          Body: 'hello',
          Metadata: { one: 'a  b' },
        }),
    ],
    ['s3', () => signed().call('s3', 'DeleteObject', { Bucket: 'b', Key: '/leading//slashes' })],
  ]
  for (const [at, [service, ask]] of cases.entries()) {
    test(`${service}, case ${at + 1}`, async () => {
      answer = () => new Response(service === 's3' ? null : '{}')
      await ask()
      const it = await last()
      const own = it.headers.get('authorization')
      expect(own).toContain(`/eu-west-1/${service}/aws4_request`)
      expect(it.headers.get('x-amz-security-token')).toBe(credentials.sessionToken)
      expect(await asTheSdkSigns(it, service)).toBe(own ?? '')
    })
  }
})

describe('calls', () => {
  test('the answer is read by the model', async () => {
    answer = () => Response.json({ credentials: { accessKeyId: 'ASIA', expiration: 1_700_000_000.5 } })
    const output = await signed().call('eks-auth', 'AssumeRoleForPodIdentity', { clusterName: 'b', token: 'a.b.c' })
    expect(output).toEqual({ credentials: { accessKeyId: 'ASIA', expiration: new Date(1_700_000_000_500) } })
    expect((await last()).path).toBe('/clusters/b/assume-role-for-pod-identity')
  })

  test('an idempotency token is drawn when none is given', async () => {
    answer = () => new Response('{}')
    const asked = { clusterName: 'b', namespace: 'n', serviceAccount: 's', roleArn: 'r' }
    await signed().call('eks', 'CreatePodIdentityAssociation', asked)
    const drawn = JSON.parse(new TextDecoder().decode((await last()).body)).clientRequestToken
    expect(drawn).toMatch(/^[0-9a-f-]{36}$/)
    await signed().call('eks', 'CreatePodIdentityAssociation', { ...asked, clientRequestToken: 'mine' })
    expect(JSON.parse(new TextDecoder().decode((await last()).body)).clientRequestToken).toBe('mine')
  })

  test('what needs no signature gets none, though there are credentials', async () => {
    answer = () => new Response('<AssumeRoleWithWebIdentityResponse/>')
    const asked = { RoleArn: 'arn:aws:iam::111122223333:role/x', RoleSessionName: 's', WebIdentityToken: 'a.b.c' }
    await signed().call('sts', 'AssumeRoleWithWebIdentity', asked)
    expect((await last()).headers.get('authorization')).toBeNull()
    expect((await last()).headers.get('x-amz-security-token')).toBeNull()
  })

  test('without credentials nothing is signed', async () => {
    answer = () => new Response('{}')
    await client({ endpoint, region: 'eu-west-1', credentials: undefined }).call('eks', 'ListClusters')
    expect((await last()).headers.get('authorization')).toBeNull()
  })

  test('credentials are asked for before each call, and new ones sign', async () => {
    answer = () => new Response('{}')
    let count = 0
    const renewing = async () => ({ accessKeyId: `AKIA${++count}`, secretAccessKey: `s${count}` })
    const it = client({ endpoint, region: 'eu-west-1', credentials: renewing })
    for (const wanted of ['AKIA1', 'AKIA2']) {
      await it.call('eks', 'ListClusters')
      expect((await last()).headers.get('authorization')).toContain(`Credential=${wanted}/`)
    }
  })

  test('an object streams', async () => {
    answer = () => new Response('hello', { headers: { etag: '"e"' } })
    const { Body, ETag } = await signed().call('s3', 'GetObject', { Bucket: 'b', Key: 'k' })
    expect(ETag).toBe('"e"')
    expect(Body instanceof ReadableStream ? await new Response(Body).text() : undefined).toBe('hello')
    answer = () => new Response(null)
    await signed().call('s3', 'PutObject', { Bucket: 'b', Key: 'k', Body: new Blob(['streamed']).stream() })
    expect(new TextDecoder().decode((await last()).body)).toBe('streamed')
    expect((await last()).headers.get('x-amz-content-sha256')).toBe('UNSIGNED-PAYLOAD')
  })

  test('a name that would lead elsewhere is never sent', async () => {
    came = undefined
    for (const name of ['..', '.', ''])
      await expect(signed().call('eks', 'DescribeCluster', { name })).rejects.toBeInstanceOf(TypeError)
    await expect(signed().call('s3', 'GetObject', { Bucket: 'b', Key: 'a/../../c' })).rejects.toBeInstanceOf(TypeError)
    expect(came).toBeUndefined()
  })

  test('a redirect is not followed', async () => {
    let asked = 0
    answer = () => {
      asked += 1
      return new Response(null, { status: 307, headers: { location: `${endpoint}elsewhere` } })
    }
    await expect(signed().call('eks', 'ListClusters')).rejects.toMatchObject({ name: 'ClientFault', status: 307 })
    expect(asked).toBe(1)
  })

  test('a signal ends the call', async () => {
    answer = () => new Promise<Response>(() => {})
    const signal = AbortSignal.timeout(20)
    await expect(signed().call('eks', 'ListClusters', {}, { signal })).rejects.toMatchObject({ name: 'TimeoutError' })
  })
})

describe('refusals', () => {
  async function refused(response: () => Response, ask: () => Promise<unknown>): Promise<ClientFault> {
    answer = response
    const why = await ask().catch((it: unknown) => it)
    if (!(why instanceof ClientFault)) throw new Error('no refusal')
    return why
  }

  test('JSON', async () => {
    const headers = { 'x-amzn-errortype': 'ResourceNotFoundException:http://internal/', 'x-amzn-requestid': 'rid' }
    const why = await refused(
      () => Response.json({ message: 'none', clusterName: 'b' }, { status: 404, headers }),
      () => signed().call('eks', 'DescribeCluster', { name: 'b' }),
    )
    expect({ ...why, message: why.message }).toEqual({
      name: 'ClientFault',
      code: 'ResourceNotFoundException',
      message: 'none',
      status: 404,
      requestId: 'rid',
      members: { clusterName: 'b' },
    })
  })

  test('forms', async () => {
    const body =
      '<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>a &lt; b</Message></Error></ErrorResponse>'
    const why = await refused(
      () => new Response(body, { status: 403 }),
      () => signed().call('sts', 'GetCallerIdentity'),
    )
    expect([why.code, why.message, why.status, why.members]).toEqual(['AccessDenied', 'a < b', 403, {}])
  })

  test('S3, and HEAD without a body', async () => {
    const body = '<Error><Code>NoSuchBucket</Code><Message>m</Message><BucketName>b</BucketName></Error>'
    const why = await refused(
      () => new Response(body, { status: 404 }),
      () => signed().call('s3', 'GetObject', { Bucket: 'b', Key: 'k' }),
    )
    expect([why.code, why.members]).toEqual(['NoSuchBucket', { BucketName: 'b' }])
    const head = await refused(
      () => new Response(null, { status: 404 }),
      () => signed().call('s3', 'HeadBucket', { Bucket: 'b' }),
    )
    expect(head.code).toBe('NotFound')
  })

  test('what is no answer of the service', async () => {
    const proxy = await refused(
      () => new Response('<html>', { status: 502 }),
      () => signed().call('eks', 'ListClusters'),
    )
    expect([proxy.code, proxy.status]).toEqual(['InternalFailure', 502])
    const page = await refused(
      () => new Response('<html>'),
      () => signed().call('eks', 'ListClusters'),
    )
    expect([page.code, page.status]).toEqual(['UnreadableAnswer', 200])
  })
})

describe('pages', () => {
  test('all of them', async () => {
    const asked: string[] = []
    answer = () => {
      asked.push(came?.query ?? '')
      return Response.json(
        asked.length < 3 ? { clusters: [`c${asked.length}`], nextToken: `t${asked.length}` } : { clusters: ['c3'] },
      )
    }
    expect(await signed().all('eks', 'ListClusters', { maxResults: 1 })).toEqual(['c1', 'c2', 'c3'])
    expect(asked).toEqual(['maxResults=1', 'maxResults=1&nextToken=t1', 'maxResults=1&nextToken=t2'])
  })

  test('S3 goes on from the last key where it names none', async () => {
    const asked: string[] = []
    answer = () => {
      asked.push(came?.query ?? '')
      const more = asked.length === 1
      return new Response(`<R><IsTruncated>${more}</IsTruncated><Contents><Key>k${asked.length}</Key></Contents></R>`)
    }
    expect(await signed().all('s3', 'ListObjects', { Bucket: 'b' })).toEqual([{ Key: 'k1' }, { Key: 'k2' }])
    expect(asked).toEqual(['', 'marker=k1'])
  })

  test('a page that leads to itself ends in an error, not in a loop', async () => {
    answer = () => Response.json({ clusters: [], nextToken: 't' })
    await expect(signed().all('eks', 'ListClusters')).rejects.toThrow('leads to itself')
  })

  test('an operation without pages', async () => {
    await expect(signed().all('eks', 'DescribeCluster', { name: 'b' })).rejects.toBeInstanceOf(TypeError)
  })
})

test('it can be bundled for a browser', async () => {
  const built = await Bun.build({ entrypoints: [`${import.meta.dir}/index.ts`], target: 'browser' })
  expect(built.success).toBe(true)
  const text = (await built.outputs[0]?.text()) ?? ''
  expect(text).not.toMatch(/from ?"(node|bun):|require\("/)
  expect(text).not.toContain('Buffer.from')
})
