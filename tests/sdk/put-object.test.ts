import { expect } from 'bun:test'
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { operationTests } from './operation'
import { denied, filled, noBucket, nobody, nowhere } from './s3'
import { sdkWorld } from './world'

const world = sdkWorld()
const putObject = operationTests('s3', 'PutObject', {
  never: {
    InvalidWriteOffset: 'appending is for directory buckets, which are NotImplemented',
    TooManyParts: 'appending is for directory buckets, which are NotImplemented',
    EncryptionTypeMismatch: 'appending is for directory buckets, which are NotImplemented',
  },
  differs:
    'Encryption, object locks, tags, redirects and storage classes other than STANDARD are NotImplemented (InvalidStorageClass), never passed over. Objects are not encrypted, so no answer says so. Buckets have no versions.',
})
const put = async (more: Partial<PutObjectCommand['input']> = {}, s3 = world.s3) =>
  s3.send(new PutObjectCommand({ Bucket: more.Bucket ?? (await filled(world)), Key: 'k', Body: 'body', ...more }))

putObject.succeeds('is kept with its checksum and all that was said of it', async () => {
  const Bucket = await filled(world)
  const Body = 'x'.repeat(100_000)
  const said = { ContentType: 'text/plain', CacheControl: 'no-cache', Metadata: { who: 'me', où: 'là' } }
  const made = await put({ Bucket, Key: 'ü b+c', Body, ...said, Metadata: { who: 'me' } })
  expect(made).toMatchObject({ ETag: expect.stringMatching(/^"[0-9a-f]{32}"$/), ChecksumCRC32: expect.any(String) })
  const got = await world.s3.send(new GetObjectCommand({ Bucket, Key: 'ü b+c', ChecksumMode: 'ENABLED' }))
  expect(await got.Body?.transformToString()).toBe(Body)
  expect(got).toMatchObject({ ContentType: 'text/plain', CacheControl: 'no-cache', Metadata: { who: 'me' } })
  expect([got.ETag, got.ChecksumCRC32, got.ChecksumType]).toEqual([made.ETag, made.ChecksumCRC32, 'FULL_OBJECT'])
})
putObject.succeeds('takes the place of what was there, or only where nothing is', async () => {
  const Bucket = await filled(world, 'k')
  const { ETag } = await world.s3.send(new HeadObjectCommand({ Bucket, Key: 'k' }))
  await put({ Bucket, Body: 'longer', IfMatch: ETag })
  expect((await world.s3.send(new HeadObjectCommand({ Bucket, Key: 'k' }))).ContentLength).toBe(6)
  await put({ Bucket, Key: 'new', IfNoneMatch: '*' })
})

putObject.refuses('NoSuchBucket', 'a bucket that there is not', () => put({ Bucket: nowhere }), noBucket)
putObject.refuses(
  'InvalidRequest',
  'a checksum that cannot be one',
  () => put({ ChecksumCRC32: 'AA==' }),
  'Value for x-amz-checksum-crc32 header is invalid.',
)
putObject.refuses(
  'BadDigest',
  'a checksum of other bytes',
  () => put({ ChecksumCRC32: 'AAAAAA==' }),
  'The CRC32 you specified did not match the calculated checksum.',
)
putObject.refuses(
  'BadDigest',
  'an MD5 of other bytes',
  () => put({ ContentMD5: '1B2M2Y8AsgTpgAmY7PhCfg==' }),
  'The Content-MD5 you specified did not match what we received.',
)
putObject.refuses(
  'InvalidDigest',
  'an MD5 that cannot be one',
  () => put({ ContentMD5: 'AAAA' }),
  'The Content-MD5 you specified was invalid.',
)
putObject.refuses(
  'PreconditionFailed',
  'where something is, and nothing should be',
  async () => put({ Bucket: await filled(world, 'k'), IfNoneMatch: '*' }),
  'At least one of the pre-conditions you specified did not hold',
)
putObject.refuses(
  'NoSuchKey',
  'where nothing is, and something should be',
  () => put({ IfMatch: '"a"' }),
  'The specified key does not exist.',
)
putObject.refuses('KeyTooLongError', 'a key too long', () => put({ Key: 'x'.repeat(1_025) }), 'Your key is too long')
putObject.refuses(
  'MetadataTooLarge',
  'more metadata than there may be',
  () => put({ Metadata: { a: 'x'.repeat(2_048) } }),
  'Your metadata headers exceed the maximum allowed metadata size',
)
putObject.refuses('InvalidStorageClass', 'a storage class', () => put({ StorageClass: 'GLACIER' }))
putObject.refuses('AccessControlListNotSupported', 'a list of who may', () => put({ ACL: 'public-read' }))
putObject.refuses('NotImplemented', 'encryption', () => put({ ServerSideEncryption: 'aws:kms' }))
putObject.refuses('AccessDenied', 'who may not', async () => put({}, await nobody(world)), denied)
putObject.refuses(
  'AccessDenied',
  'a bucket of another account than expected',
  () => put({ ExpectedBucketOwner: '111111111111' }),
  'Access Denied',
)
