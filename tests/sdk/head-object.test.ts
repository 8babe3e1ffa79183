import { expect } from 'bun:test'
import { HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { operationTests } from './operation'
import { byStatus, filled, nobody } from './s3'
import { sdkWorld } from './world'

const world = sdkWorld()
const headObject = operationTests('s3', 'HeadObject', {
  never: { NoSuchKey: 'an answer to HEAD has no body: it is a bare 404, which the SDKs call NotFound' },
})
const head = async (more: Partial<HeadObjectCommand['input']> = {}, s3 = world.s3) =>
  byStatus(s3.send(new HeadObjectCommand({ Bucket: more.Bucket ?? (await filled(world, 'k')), Key: 'k', ...more })))

headObject.succeeds('tells of a large object what GetObject would, its length and all', async () => {
  const Bucket = await filled(world)
  const Body = 'x'.repeat(1_000_000)
  await world.s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body, Metadata: { a: 'b' } }))
  expect(await head({ Bucket })).toMatchObject({
    ...{ ContentLength: 1_000_000, ContentType: 'application/octet-stream', AcceptRanges: 'bytes' },
    ...{ LastModified: expect.any(Date), ETag: expect.stringMatching(/^"\w{32}"$/), Metadata: { a: 'b' } },
  })
  expect(await head({ Bucket, Range: 'bytes=0-9' })).toMatchObject({
    ...{ ContentLength: 10, ContentRange: 'bytes 0-9/1000000' },
  })
})
headObject.refuses('NotFound', 'a key that there is not', () => head({ Key: 'none' }))
headObject.refuses('412', 'another than expected', () => head({ IfMatch: '"other"' }))
headObject.refuses('304', 'nothing new since', () => head({ IfModifiedSince: new Date(Date.now() + 60_000) }))
headObject.refuses('416', 'a range behind the end', () => head({ Range: 'bytes=9-' }))
headObject.refuses('403', 'who may not', async () => head({}, await nobody(world)))
