import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { type TestApp, testApp } from './app.test-support'

// What is said of a body that is read whole is checked before anything is done with it.

let it: TestApp
beforeAll(async () => {
  it = await testApp()
  await it.ask({ method: 'PUT', path: '/photos', service: 's3' })
  await it.ask({ method: 'PUT', path: '/photos/k', service: 's3', body: 'x' })
})
afterAll(() => it.close())

const body = '<Delete><Object><Key>k</Key></Object></Delete>'
const md5 = (text: string): string => new Bun.CryptoHasher('md5').update(text).digest('base64')
const sha256 = (text: string): string => new Bun.CryptoHasher('sha256').update(text).digest('base64')
const remove = (headers: Record<string, string>) =>
  it.ask({ method: 'POST', path: '/photos', query: { delete: '' }, service: 's3', body, headers })
const isThere = async (): Promise<boolean> =>
  (await it.ask({ method: 'HEAD', path: '/photos/k', service: 's3' })).status === 200

describe('DeleteObjects', () => {
  for (const [what, headers, code] of [
    ['an MD5 of another', { 'content-md5': md5('another') }, 'BadDigest'],
    ['an MD5 that is none', { 'content-md5': 'x' }, 'InvalidDigest'],
    ['a checksum of another', { 'x-amz-checksum-sha256': sha256('another') }, 'BadDigest'],
    ['no digest', {}, 'InvalidRequest'],
    ['a digest of a kind that is not known', { 'x-amz-checksum-md6': 'x' }, 'InvalidRequest'],
  ] as const)
    test(`with ${what} removes nothing`, async () => {
      const answer = await remove(headers)
      expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining(`<Code>${code}</Code>`)])
      expect(await isThere()).toBe(true)
    })

  test('with one that is right does', async () => {
    expect((await remove({ 'content-md5': md5(body) })).status).toBe(200)
    expect((await remove({ 'x-amz-checksum-sha256': sha256(body) })).status).toBe(200)
    expect(await isThere()).toBe(false)
  })
})

test('a policy that came in another shape than it was sent is not kept', async () => {
  const put = (headers: Record<string, string>) =>
    it.ask({ method: 'PUT', path: '/photos', query: { policy: '' }, service: 's3', body: policy, headers })
  const policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::photos/*' }],
  })
  expect((await put({ 'content-md5': md5('another') })).status).toBe(400)
  const read = { method: 'GET', path: '/photos', query: { policy: '' }, service: 's3' }
  expect((await it.ask(read)).status).toBe(404)
  expect((await put({ 'content-md5': md5(policy) })).status).toBe(200)
  expect((await it.ask(read)).status).toBe(200)
})

test('the checksums of CompleteMultipartUpload are not of its body', async () => {
  const path = '/photos/parts'
  const headers = { 'x-amz-checksum-algorithm': 'CRC32', 'x-amz-checksum-type': 'FULL_OBJECT' }
  const begun = await (await it.ask({ path, query: { uploads: '' }, service: 's3', headers })).text()
  const uploadId = /<UploadId>(.*)<\/UploadId>/.exec(begun)?.[1] ?? ''
  const part = await it.ask({ method: 'PUT', path, query: { uploadId, partNumber: '1' }, service: 's3', body: 'x' })
  const tag = part.headers.get('etag')
  const parts = `<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>${tag}</ETag></Part></CompleteMultipartUpload>`
  const complete = (headers: Record<string, string>) =>
    it.ask({ path, query: { uploadId }, service: 's3', body: parts, headers })
  expect(await (await complete({ 'content-md5': md5('another') })).text()).toContain('<Code>BadDigest</Code>')
  const crc = Buffer.alloc(4)
  crc.writeUInt32BE(Bun.hash.crc32('x'))
  const right = { 'x-amz-checksum-crc32': crc.toString('base64'), 'content-md5': md5(parts) }
  expect((await complete(right)).status).toBe(200)
})

test('304 tells what a cache needs to keep on', async () => {
  await it.ask({ method: 'PUT', path: '/photos/cached', service: 's3', body: 'x' })
  for (const method of ['GET', 'HEAD']) {
    const headers = { 'if-none-match': '*' }
    const answer = await it.ask({ method, path: '/photos/cached', service: 's3', headers })
    expect([answer.status, answer.headers.get('etag'), answer.headers.get('last-modified')]).toEqual([
      304,
      `"${new Bun.CryptoHasher('md5').update('x').digest('hex')}"`,
      new Date(it.clock.now).toUTCString(),
    ])
  }
})
