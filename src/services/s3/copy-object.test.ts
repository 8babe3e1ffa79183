import { afterEach, beforeEach, describe, expect, test } from 'bun:test'
import type { Said } from '../operation'
import { crc, md5, type S3World, s3World } from './s3.test-support'

let s3: S3World
beforeEach(async () => {
  s3 = await s3World()
})
afterEach(() => s3.end())

describe('CopyObject', () => {
  const copy = (CopySource: string, more: Said = {}) => ({ Key: 'copy', CopySource, ...more })

  test('copies the bytes and what was said of them', async () => {
    await s3.put('a b+c', 'hello', {
      ContentType: 'text/plain',
      Metadata: { team: 'red' },
      ChecksumAlgorithm: 'SHA256',
    })
    s3.world.clock.now += 5000
    expect(await s3.call('CopyObject', copy('/photos/a%20b%2Bc'))).toEqual({
      CopyObjectResult: {
        ETag: `"${md5('hello')}"`,
        LastModified: new Date(s3.world.clock.now),
        ChecksumSHA256: crc('SHA256', 'hello'),
        ChecksumType: 'FULL_OBJECT',
      },
    })
    await s3.call('DeleteObject', { Key: 'a b+c' })
    expect(await s3.text('copy')).toBe('hello')
    expect(await s3.call('HeadObject', { Key: 'copy' })).toMatchObject({
      ContentType: 'text/plain',
      Metadata: { team: 'red' },
    })
  })

  test('REPLACE takes what is said now, onto itself too', async () => {
    await s3.put('a', 'hello', { Metadata: { team: 'red' } })
    const onto = { Key: 'a', CopySource: 'photos/a' }
    expect(await s3.refusal('CopyObject', onto)).toStartWith('InvalidRequest: This copy request is illegal because')
    const more = { MetadataDirective: 'REPLACE', Metadata: { team: 'blue' }, ContentType: 'a/b' }
    await s3.call('CopyObject', { ...onto, ...more })
    expect(await s3.call('HeadObject', { Key: 'a' })).toMatchObject({ Metadata: { team: 'blue' }, ContentType: 'a/b' })
    expect([await s3.text('a'), s3.kept()]).toEqual(['hello', 1])
  })

  test('from another bucket, with another checksum, of a version named null', async () => {
    await s3.call('CreateBucket', { Bucket: 'other' })
    await s3.put('k', 'hello', { Bucket: 'other' })
    const { CopyObjectResult } = await s3.call(
      'CopyObject',
      copy('other/k?versionId=null', { ChecksumAlgorithm: 'CRC32' }),
    )
    expect(CopyObjectResult).toMatchObject({ ChecksumCRC32: crc('CRC32', 'hello') })
  })

  const past = new Date(0)
  for (const [what, source, more, refusal] of [
    ['no key', 'photos', {}, 'InvalidArgument: Copy Source must mention the source bucket and key'],
    ['an empty key', 'photos/', {}, 'InvalidArgument: Copy Source must mention'],
    ['no percent-encoding', 'photos/%zz', {}, 'InvalidArgument: Copy Source must mention'],
    ['an ARN', 'arn:aws:s3:us-east-1:1:accesspoint/x/object/y', {}, 'InvalidArgument: Copy Source must mention'],
    ['another parameter', 'photos/a?x=y', {}, 'InvalidArgument: Copy Source must mention'],
    ['a version', 'photos/a?versionId=v1', {}, 'InvalidArgument: Invalid version id specified'],
    ['a missing bucket', 'none/a', {}, 'NoSuchBucket'],
    ['a missing key', 'photos/none', {}, 'NoSuchKey'],
    ['another source owner', 'photos/a', { ExpectedSourceBucketOwner: '1' }, 'AccessDenied'],
    ['another source', 'photos/a', { CopySourceIfMatch: '"x"' }, 'PreconditionFailed'],
    ['the same source', 'photos/a', { CopySourceIfNoneMatch: `"${md5('a')}"` }, 'PreconditionFailed'],
    ['a new source', 'photos/a', { CopySourceIfUnmodifiedSince: past }, 'PreconditionFailed'],
    ['an old source', 'photos/a', { CopySourceIfModifiedSince: new Date('2030-01-01') }, 'PreconditionFailed'],
    ['another target', 'photos/a', { IfMatch: '"x"' }, 'PreconditionFailed'],
    ['a target that is there', 'photos/a', { IfNoneMatch: '*' }, 'PreconditionFailed'],
    ['an encrypted source', 'photos/a', { CopySourceSSECustomerKey: 'x' }, 'NotImplemented'],
  ] as const) {
    test(`refuses ${what}`, async () => {
      await s3.put('a')
      await s3.put('copy', 'old')
      expect(await s3.refusal('CopyObject', copy(source, more))).toStartWith(refusal)
      expect([await s3.text('copy'), s3.kept()]).toEqual(['old', 2])
    })
  }
})
