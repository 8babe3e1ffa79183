import { expect, test } from 'bun:test'
import {
  CreateBucketCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3'
import { refusal, sdkWorld } from './world'

const world = sdkWorld()
const Bucket = 'files'

test('is put with its checksum, read whole and in part, listed and deleted', async () => {
  await world.s3.send(new CreateBucketCommand({ Bucket }))
  const Body = 'x'.repeat(100_000)
  for (const Key of ['a/1', 'a/2', 'ü b+c']) {
    const put = await world.s3.send(
      new PutObjectCommand({ Bucket, Key, Body, ContentType: 'text/plain', Metadata: { who: 'me' } }),
    )
    expect(put).toMatchObject({ ETag: expect.stringMatching(/^"[0-9a-f]{32}"$/), ChecksumCRC32: expect.any(String) })
  }
  const got = await world.s3.send(new GetObjectCommand({ Bucket, Key: 'ü b+c' }))
  expect([await got.Body?.transformToString(), got.ContentType, got.Metadata]).toEqual([
    Body,
    'text/plain',
    { who: 'me' },
  ])
  const part = await world.s3.send(new GetObjectCommand({ Bucket, Key: 'a/1', Range: 'bytes=10-19' }))
  expect([await part.Body?.transformToString(), part.ContentRange]).toEqual(['x'.repeat(10), 'bytes 10-19/100000'])
  expect(await world.s3.send(new HeadObjectCommand({ Bucket, Key: 'a/1' }))).toMatchObject({ ContentLength: 100_000 })

  const listed = await world.s3.send(new ListObjectsV2Command({ Bucket, Delimiter: '/' }))
  expect([listed.Contents?.map((it) => it.Key), listed.CommonPrefixes]).toEqual([['ü b+c'], [{ Prefix: 'a/' }]])
  const gone = await world.s3.send(
    new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'a/1' }, { Key: 'none' }] } }),
  )
  expect(gone.Deleted?.map((it) => it.Key)).toEqual(['a/1', 'none'])
  expect(await refusal(world.s3.send(new GetObjectCommand({ Bucket, Key: 'a/1' })))).toBe(
    'NoSuchKey 404: The specified key does not exist.',
  )
})

test('a bucket that is not there is told so', async () => {
  expect(await refusal(world.s3.send(new PutObjectCommand({ Bucket: 'nowhere', Key: 'k', Body: '' })))).toBe(
    'NoSuchBucket 404: The specified bucket does not exist',
  )
})
