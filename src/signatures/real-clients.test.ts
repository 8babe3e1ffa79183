import { afterAll, describe, expect, test } from 'bun:test'
import { Readable } from 'node:stream'
import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail'
import { EKSClient, ListTagsForResourceCommand } from '@aws-sdk/client-eks'
import { GetUserCommand, IAMClient } from '@aws-sdk/client-iam'
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import type { SignatureAnswer } from './answer'
import { PayloadFault } from './payload-fault'
import { payloadStream } from './payload-stream'
import { verifySignature } from './sigv4'
import { accessKeyId, find, secretAccessKey, services } from './sigv4.test-support'

// The real SDK over real HTTP: what arrives is what Bun makes of it.

let proof: SignatureAnswer | undefined
let received = ''
const server = Bun.serve({
  port: 0,
  hostname: '127.0.0.1',
  async fetch(request) {
    const from = request.url.indexOf('/', request.url.indexOf('://') + 3)
    const [path = '', query = ''] = request.url.slice(from).split('?')
    const came = { method: request.method, path, query, headers: request.headers }
    const streams = request.headers.get('authorization')?.includes('/s3/') === true
    const body = streams ? undefined : new Uint8Array(await request.arrayBuffer())
    proof = await verifySignature(came, body, { now: Date.now(), services, find })
    if (!proof.proved || body !== undefined) return new Response('', { status: 400 })
    try {
      const whole = request.body ?? new Response('').body
      received = whole === null ? '' : await new Response(payloadStream(whole, proof.payload, request.headers)).text()
    } catch (error) {
      received = error instanceof PayloadFault ? error.code : String(error)
    }
    return new Response('', { headers: { etag: '"x"' } })
  },
})
afterAll(() => server.stop(true))

const options = {
  endpoint: server.url.origin,
  region: 'eu-central-1',
  maxAttempts: 1,
  credentials: { accessKeyId, secretAccessKey },
}
const s3 = new S3Client({ ...options, forcePathStyle: true })
const sent = async (call: Promise<unknown>): Promise<SignatureAnswer | undefined> => {
  proof = undefined
  await call.catch(() => undefined)
  return proof
}

describe('what the SDK signs is proved', () => {
  test('query protocol', async () => {
    expect(await sent(new STSClient(options).send(new GetCallerIdentityCommand({})))).toMatchObject({
      proved: true,
      service: 'sts',
    })
    expect(await sent(new IAMClient(options).send(new GetUserCommand({ UserName: 'a+b' })))).toMatchObject({
      proved: true,
      service: 'iam',
    })
  })
  test('JSON by path, an ARN in it', async () => {
    const resourceArn = 'arn:aws:eks:eu-central-1:111122223333:podidentityassociation/a b/a-1'
    expect(await sent(new EKSClient(options).send(new ListTagsForResourceCommand({ resourceArn })))).toMatchObject({
      proved: true,
      service: 'eks',
    })
  })
  test('JSON by header', async () => {
    expect(await sent(new CloudTrailClient(options).send(new LookupEventsCommand({})))).toMatchObject({
      proved: true,
      service: 'cloudtrail',
    })
  })

  test.each(['plain', 'a b', 'ä/ö', "it's (1)!*", 'a+b', 'a%2Fb', 'a//b', 'x=1&y', 'percent%', '日本'])(
    'S3 keys: %p',
    async (Key) => {
      const put = new PutObjectCommand({ Bucket: 'bucket', Key, Body: 'hello' })
      expect(await sent(s3.send(put))).toMatchObject({ proved: true, service: 's3' })
      expect(received).toBe('hello')
    },
  )

  test.each(['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const)(
    'S3 streams with %s in the trailer',
    async (ChecksumAlgorithm) => {
      const Body = Readable.from([Buffer.from('hello '), Buffer.from('world')])
      const put = new PutObjectCommand({ Bucket: 'bucket', Key: 'k', Body, ContentLength: 11, ChecksumAlgorithm })
      expect(await sent(s3.send(put))).toMatchObject({ proved: true, payload: { kind: 'chunked-unsigned' } })
      expect(received).toBe('hello world')
    },
  )
})
