import { afterEach, beforeEach, describe, expect, test } from 'bun:test'
import { checksum } from '../../signatures'
import type { Said } from '../operation'
import { md5, type S3World, s3World, stream } from './s3.test-support'

let s3: S3World
beforeEach(async () => {
  s3 = await s3World()
})
afterEach(() => s3.end())

const crc = (algorithm: 'CRC32' | 'SHA256' | 'CRC64NVME', bytes: string): string => {
  const running = checksum(algorithm)
  running.update(new TextEncoder().encode(bytes))
  return running.digest()
}

describe('an object', () => {
  const said = {
    ContentType: 'text/plain',
    CacheControl: 'no-cache',
    ContentDisposition: 'attachment',
    ContentEncoding: 'gzip',
    ContentLanguage: 'de',
    Expires: new Date('2030-01-02T03:04:05Z'),
    Metadata: { team: 'red', 'with-dash': 'ü' },
  }

  test('is given back with all that was said of it', async () => {
    const put = await s3.put('a/b c', 'hello', { ...said, ContentLength: 5 })
    expect(put).toEqual({ ETag: `"${md5('hello')}"` })
    const answer = await s3.call('GetObject', { Key: 'a/b c' })
    expect(answer).toMatchObject({
      ...said,
      AcceptRanges: 'bytes',
      ContentLength: 5,
      ETag: `"${md5('hello')}"`,
      LastModified: new Date(s3.world.clock.now),
    })
    const { Body, ...head } = answer
    expect(await s3.call('HeadObject', { Key: 'a/b c' })).toEqual(head)
    expect(await s3.text('a/b c')).toBe('hello')
  })

  test('may be empty, and is of no particular type', async () => {
    await s3.call('PutObject', { Key: 'empty' })
    expect(await s3.call('HeadObject', { Key: 'empty' })).toMatchObject({
      ContentLength: 0,
      ContentType: 'binary/octet-stream',
      ETag: '"d41d8cd98f00b204e9800998ecf8427e"',
      Metadata: {},
    })
    expect(await s3.text('empty')).toBe('')
  })

  test('is replaced whole, and its old bytes are gone', async () => {
    await s3.put('a', 'one', said)
    await s3.put('a', 'two')
    expect(await s3.text('a')).toBe('two')
    expect((await s3.call('HeadObject', { Key: 'a' })).Metadata).toEqual({})
    expect(s3.kept()).toBe(1)
  })

  test('is read to its end though it is replaced or removed meanwhile', async () => {
    const big = 'x'.repeat(700_000)
    await s3.put('a', big)
    const { Body: first } = await s3.call('GetObject', { Key: 'a' })
    await s3.put('a', 'new')
    await s3.call('DeleteObject', { Key: 'a' })
    expect(s3.kept()).toBe(0)
    expect(first instanceof ReadableStream && (await new Response(first).text())).toBe(big)
  })

  test('taken away between the look at its row and its bytes is looked at again', async () => {
    await s3.put('a', 'one')
    let once = true
    const read: typeof s3.blobs.read = (...asked) => {
      if (!once) return s3.blobs.read(...asked)
      once = false
      throw new Error('There is no such blob.')
    }
    const row = await s3.world.store.objects.get('photos/a')
    const list = s3.world.store.objects.get
    let looks = 0
    const objects = {
      ...s3.world.store.objects,
      get: async (key: string) => {
        looks += 1
        return looks === 1 && row !== undefined ? { ...row, blob: 'f'.repeat(32) } : list(key)
      },
    }
    const { Body } = await s3.call('GetObject', { Key: 'a' }, s3.world.root, {
      blobs: { ...s3.blobs, read },
      store: { ...s3.world.store, objects },
    })
    expect(Body instanceof ReadableStream && (await new Response(Body).text())).toBe('one')
  })

  test('whose bytes are lost is our own trouble', async () => {
    await s3.put('a', 'one')
    await s3.world.store.objects.update('photos/a', (row) => ({ ...row, blob: 'f'.repeat(32) }))
    await expect(s3.call('GetObject', { Key: 'a' })).rejects.toThrow('ENOENT')
  })
})

describe('PutObject', () => {
  for (const [what, more, refusal] of [
    ['too long a key', { Key: 'ü'.repeat(513) }, 'KeyTooLongError: Your key is too long'],
    ['a key with NUL', { Key: 'a\0' }, "InvalidURI: Couldn't parse the specified URI."],
    ['metadata beyond 2 KiB', { Metadata: { a: 'x'.repeat(2048) } }, 'MetadataTooLarge: Your metadata headers exceed'],
    ['more than 5 GiB', { ContentLength: 5 * 1024 ** 3 + 1 }, 'EntityTooLarge: Your proposed upload exceeds'],
    ['fewer bytes than announced', { ContentLength: 4 }, 'IncompleteBody: You did not provide the number of bytes'],
    ['another MD5', { ContentMD5: 'AAAAAAAAAAAAAAAAAAAAAA==' }, 'BadDigest: The Content-MD5 you specified did not'],
    ['an MD5 that is none', { ContentMD5: 'abc' }, 'InvalidDigest: The Content-MD5 you specified was invalid.'],
    ['another checksum', { ChecksumCRC32: 'AAAAAA==' }, 'BadDigest: The CRC32 you specified did not match'],
    ['a checksum that is none', { ChecksumCRC32: 'AAAA' }, 'InvalidRequest: Value for x-amz-checksum-crc32 header'],
    [
      'two checksums',
      { ChecksumCRC32: 'AAAAAA==', ChecksumCRC32C: 'AAAAAA==' },
      'InvalidRequest: Expecting a single x-amz-checksum- header.',
    ],
    ['an unknown algorithm', { ChecksumAlgorithm: 'XXHASH3' }, 'InvalidRequest: Checksum algorithm provided is'],
    ['an unknown checksum', { ChecksumSHA512: 'AAAA' }, 'InvalidRequest: Checksum algorithm provided is unsupported'],
    ['another owner', { ExpectedBucketOwner: '222222222222' }, 'AccessDenied: Access Denied'],
    ['a bucket there is not', { Bucket: 'none' }, 'NoSuchBucket: The specified bucket does not exist'],
    ['a canned ACL', { ACL: 'public-read' }, 'AccessControlListNotSupported: The bucket does not allow ACLs'],
    ['a grant', { GrantRead: 'id=1' }, 'AccessControlListNotSupported: The bucket does not allow ACLs'],
    ['a storage class', { StorageClass: 'GLACIER' }, 'InvalidStorageClass: The storage class you specified'],
    ['a condition it has not', { IfNoneMatch: '"x"' }, 'NotImplemented: A header you provided implies'],
    ['encryption', { ServerSideEncryption: 'AES256' }, 'NotImplemented: A header you provided implies'],
    ['a key to encrypt with', { SSECustomerKey: 'x' }, 'NotImplemented: A header you provided implies'],
    ['tags', { Tagging: 'a=b' }, 'NotImplemented: A header you provided implies'],
    ['a lock', { ObjectLockMode: 'GOVERNANCE' }, 'NotImplemented: A header you provided implies'],
    ['an offset', { WriteOffsetBytes: 5 }, 'NotImplemented: A header you provided implies'],
    ['a bucket key', { BucketKeyEnabled: true }, 'NotImplemented: A header you provided implies'],
  ] as const satisfies readonly (readonly [string, Said, string])[]) {
    test(`refuses ${what}, and the old object stays`, async () => {
      await s3.put('a', 'old')
      expect(await s3.refusal('PutObject', { Key: 'a', Body: stream('hello'), ...more })).toStartWith(refusal)
      expect(await s3.text('a')).toBe('old')
      expect(s3.kept()).toBe(1)
    })
  }

  test('takes what changes nothing: private lists, the standard class, no bucket key', async () => {
    await s3.put('a', 'x', { ACL: 'bucket-owner-full-control', StorageClass: 'STANDARD', BucketKeyEnabled: false })
    await s3.put('k'.repeat(1024))
  })

  test('a body that breaks off leaves nothing, and the old object stays', async () => {
    await s3.put('a', 'old')
    const Body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('half'))
      },
      pull() {
        throw new Error('gone')
      },
    })
    await expect(s3.call('PutObject', { Key: 'a', Body })).rejects.toThrow('gone')
    expect([await s3.text('a'), s3.kept()]).toEqual(['old', 1])
  })

  test('a bucket removed while the bytes come is a bucket that is not there', async () => {
    const Body = new ReadableStream({
      async pull(controller) {
        await s3.call('DeleteBucket')
        controller.close()
      },
    })
    expect(await s3.refusal('PutObject', { Key: 'a', Body })).toStartWith('NoSuchBucket')
    expect(s3.kept()).toBe(0)
  })

  test('bytes stay when the store does not say whether it kept the row', async () => {
    const store = {
      ...s3.world.store,
      change: () => Promise.reject(new Error('The connection was lost.')),
    }
    const failed = s3.call('PutObject', { Key: 'a', Body: stream('x') }, s3.world.root, { store })
    await expect(failed).rejects.toThrow('lost')
    expect(s3.kept()).toBe(1)
  })

  test('that old bytes cannot be removed fails nothing', async () => {
    await s3.put('a', 'old')
    const blobs = { ...s3.blobs, remove: () => Promise.reject(new Error('EIO')) }
    await s3.call('PutObject', { Key: 'a', Body: stream('new') }, s3.world.root, { blobs })
    expect(await s3.text('a')).toBe('new')
  })

  test('If-None-Match: * writes only where nothing is', async () => {
    await s3.put('a', 'one', { IfNoneMatch: '*' })
    expect(await s3.refusal('PutObject', { Key: 'a', Body: stream('two'), IfNoneMatch: '*' })).toBe(
      'PreconditionFailed: At least one of the pre-conditions you specified did not hold',
    )
    expect(await s3.text('a')).toBe('one')
  })

  test('If-None-Match: * holds when the bytes are there, too', async () => {
    const Body = new ReadableStream({
      async pull(controller) {
        await s3.put('a', 'first')
        controller.enqueue(new TextEncoder().encode('second'))
        controller.close()
      },
    })
    expect(await s3.refusal('PutObject', { Key: 'a', Body, IfNoneMatch: '*' })).toStartWith('PreconditionFailed')
    expect([await s3.text('a'), s3.kept()]).toEqual(['first', 1])
  })

  test('If-Match writes only over that very object', async () => {
    expect(await s3.refusal('PutObject', { Key: 'a', IfMatch: '"x"' })).toStartWith('NoSuchKey')
    const { ETag } = await s3.put('a', 'one')
    expect(await s3.refusal('PutObject', { Key: 'a', IfMatch: '"x"' })).toStartWith('PreconditionFailed')
    await s3.put('a', 'two', { IfMatch: ETag })
    expect(await s3.text('a')).toBe('two')
  })
})

describe('checksums', () => {
  for (const [what, said, member] of [
    ['said in a header', { ChecksumCRC32: crc('CRC32', 'hello') }, { ChecksumCRC32: crc('CRC32', 'hello') }],
    ['said in a trailer', { ChecksumAlgorithm: 'CRC64NVME' }, { ChecksumCRC64NVME: crc('CRC64NVME', 'hello') }],
    ['of another kind', { ChecksumAlgorithm: 'SHA256' }, { ChecksumSHA256: crc('SHA256', 'hello') }],
  ] as const) {
    test(`${what} are kept, and shown to who asks for them`, async () => {
      const expected = { ...member, ChecksumType: 'FULL_OBJECT' }
      expect(await s3.put('a', 'hello', said)).toMatchObject(expected)
      expect(await s3.call('HeadObject', { Key: 'a', ChecksumMode: 'ENABLED' })).toMatchObject(expected)
      expect(await s3.call('HeadObject', { Key: 'a' })).not.toHaveProperty('ChecksumType')
      // Of a range, the checksum of the whole would prove nothing.
      const part = await s3.call('HeadObject', { Key: 'a', ChecksumMode: 'ENABLED', Range: 'bytes=0-1' })
      expect(part).not.toHaveProperty('ChecksumType')
    })
  }
})

describe('ranges', () => {
  for (const [range, text, contentRange] of [
    ['bytes=0-0', '0', 'bytes 0-0/10'],
    ['bytes=2-4', '234', 'bytes 2-4/10'],
    ['bytes=7-', '789', 'bytes 7-9/10'],
    ['bytes=-3', '789', 'bytes 7-9/10'],
    ['bytes=-30', '0123456789', 'bytes 0-9/10'],
    ['bytes=8-100', '89', 'bytes 8-9/10'],
    ['Bytes = 2 - 4', '234', 'bytes 2-4/10'],
    ['bytes=0-1,4-5', '0123456789', undefined],
    ['bytes=4-2', '0123456789', undefined],
    ['bytes=-', '0123456789', undefined],
    ['items=0-1', '0123456789', undefined],
    ['bytes=a-b', '0123456789', undefined],
  ] as const) {
    test(`${range} is ${text}`, async () => {
      await s3.put('a', '0123456789')
      expect(await s3.text('a', { Range: range })).toBe(text)
      const head = await s3.call('HeadObject', { Key: 'a', Range: range })
      expect([head.ContentRange, head.ContentLength]).toEqual([contentRange, text.length])
    })
  }

  for (const range of ['bytes=10-', 'bytes=10-11', 'bytes=-0', 'bytes=9999999999999999-']) {
    test(`${range} of ten bytes cannot be satisfied`, async () => {
      await s3.put('a', '0123456789')
      expect(await s3.refusal('GetObject', { Key: 'a', Range: range })).toBe(
        'InvalidRange: The requested range is not satisfiable',
      )
    })
  }

  test('nothing of nothing can be satisfied', async () => {
    await s3.put('a', '')
    expect(await s3.refusal('GetObject', { Key: 'a', Range: 'bytes=0-' })).toStartWith('InvalidRange')
    expect(await s3.refusal('GetObject', { Key: 'a', Range: 'bytes=-1' })).toStartWith('InvalidRange')
  })

  test('an object in one piece has one part', async () => {
    await s3.put('a', '0123')
    const part = await s3.call('HeadObject', { Key: 'a', PartNumber: 1 })
    expect([part.ContentRange, part.PartsCount]).toEqual(['bytes 0-3/4', undefined])
    expect(await s3.refusal('GetObject', { Key: 'a', PartNumber: 2 })).toStartWith('InvalidPartNumber')
    expect(await s3.refusal('GetObject', { Key: 'a', PartNumber: 0 })).toStartWith('InvalidArgument')
    expect(await s3.refusal('GetObject', { Key: 'a', PartNumber: 1, Range: 'bytes=0-1' })).toStartWith('InvalidRequest')
    await s3.put('b', '')
    expect(await s3.call('HeadObject', { Key: 'b', PartNumber: 1 })).toMatchObject({ ContentLength: 0 })
  })
})

describe('conditions', () => {
  const at = new Date('2026-04-01T12:00:00Z')
  const before = new Date('2026-04-01T11:59:59Z')
  const same = `"${md5('x')}"`
  for (const [what, said, result] of [
    ['If-Match, the same', { IfMatch: same }, 'given'],
    ['If-Match, unquoted', { IfMatch: md5('x') }, 'given'],
    ['If-Match, one of several', { IfMatch: `"y", ${same}` }, 'given'],
    ['If-Match, any', { IfMatch: '*' }, 'given'],
    ['If-Match, another', { IfMatch: '"y"' }, 'PreconditionFailed'],
    ['If-None-Match, the same', { IfNoneMatch: same }, 'NotModified'],
    ['If-None-Match, any', { IfNoneMatch: '*' }, 'NotModified'],
    ['If-None-Match, another', { IfNoneMatch: '"y"' }, 'given'],
    ['If-Modified-Since, then', { IfModifiedSince: at }, 'NotModified'],
    ['If-Modified-Since, before', { IfModifiedSince: before }, 'given'],
    ['If-Unmodified-Since, then', { IfUnmodifiedSince: at }, 'given'],
    ['If-Unmodified-Since, before', { IfUnmodifiedSince: before }, 'PreconditionFailed'],
    ['a matching tag over a time', { IfMatch: same, IfUnmodifiedSince: before }, 'given'],
    ['another tag over a time', { IfNoneMatch: '"y"', IfModifiedSince: at }, 'given'],
    ['the same tag over a time', { IfNoneMatch: same, IfModifiedSince: before }, 'NotModified'],
  ] as const) {
    test(`${what}: ${result}`, async () => {
      s3.world.clock.now = at.getTime() + 700
      await s3.put('a', 'x')
      for (const operation of ['GetObject', 'HeadObject']) {
        if (result === 'given') await s3.call(operation, { Key: 'a', ...said })
        else expect(await s3.refusal(operation, { Key: 'a', ...said })).toStartWith(result)
      }
    })
  }
})

describe('headers to answer instead', () => {
  test('are those of the request, not those that are kept', async () => {
    await s3.put('a', 'x', { ContentType: 'text/plain', CacheControl: 'no-cache' })
    const Expires = new Date('2031-01-01T00:00:00Z')
    const said = {
      ResponseContentType: 'image/png',
      ResponseContentDisposition: 'inline',
      ResponseContentEncoding: 'br',
      ResponseContentLanguage: 'en',
      ResponseExpires: Expires,
    }
    expect(await s3.call('GetObject', { Key: 'a', ...said })).toMatchObject({
      ContentType: 'image/png',
      ContentDisposition: 'inline',
      ContentEncoding: 'br',
      ContentLanguage: 'en',
      CacheControl: 'no-cache',
      Expires,
    })
  })
})

describe('DeleteObject', () => {
  test('removes, and what is not there is no error', async () => {
    await s3.put('a')
    expect(await s3.call('DeleteObject', { Key: 'a' })).toEqual({})
    expect(await s3.call('DeleteObject', { Key: 'a', VersionId: 'null' })).toEqual({})
    expect(await s3.refusal('GetObject', { Key: 'a' })).toBe('NoSuchKey: The specified key does not exist.')
    expect(await s3.refusal('HeadObject', { Key: 'a' })).toStartWith('NoSuchKey')
    expect(s3.kept()).toBe(0)
  })

  test('under a condition', async () => {
    const { ETag } = await s3.put('a')
    expect(await s3.refusal('DeleteObject', { Key: 'a', IfMatch: '"x"' })).toStartWith('PreconditionFailed')
    await s3.call('DeleteObject', { Key: 'a', IfMatch: ETag })
    expect(await s3.refusal('DeleteObject', { Key: 'a', IfMatch: '*' })).toStartWith('NoSuchKey')
  })

  for (const [what, more, refusal] of [
    ['a version there is not', { VersionId: 'v1' }, 'InvalidArgument: Invalid version id specified'],
    ['a condition on the size', { IfMatchSize: 1 }, 'NotImplemented'],
    ['a governed lock', { BypassGovernanceRetention: true }, 'NotImplemented'],
  ] as const) {
    test(`refuses ${what}`, async () => {
      await s3.put('a')
      expect(await s3.refusal('DeleteObject', { Key: 'a', ...more })).toStartWith(refusal)
      expect(await s3.text('a')).toBe('a')
    })
  }
})

describe('DeleteObjects', () => {
  const of = (...Objects: readonly Said[]) => ({ Delete: { Objects } })

  test('removes all, and tells of each', async () => {
    await s3.put('a')
    await s3.put('b')
    const answer = await s3.call('DeleteObjects', of({ Key: 'a' }, { Key: 'b', ETag: '"x"' }, { Key: 'none' }))
    expect(answer).toEqual({
      Deleted: [{ Key: 'a' }, { Key: 'none' }],
      Errors: [{ Key: 'b', Code: 'PreconditionFailed', Message: expect.any(String) }],
    })
    expect(s3.kept()).toBe(1)
  })

  test('quietly tells only of errors', async () => {
    await s3.put('a')
    const answer = await s3.call('DeleteObjects', {
      Delete: { Quiet: true, Objects: [{ Key: 'a' }, { Key: 'b', VersionId: 'v1' }, { Key: 'x'.repeat(1025) }] },
    })
    expect(answer.Deleted).toEqual([])
    expect(answer.Errors).toEqual([
      { Key: 'b', VersionId: 'v1', Code: 'InvalidArgument', Message: 'Invalid version id specified' },
      { Key: 'x'.repeat(1025), Code: 'KeyTooLongError', Message: 'Your key is too long' },
    ])
  })

  test('a thousand at once', async () => {
    const keys = Array.from({ length: 1000 }, (_, at) => ({ Key: `k${at}` }))
    expect((await s3.call('DeleteObjects', of(...keys))).Deleted).toHaveLength(1000)
    expect(await s3.refusal('DeleteObjects', of(...keys, { Key: 'more' }))).toStartWith('MalformedXML')
    expect(await s3.refusal('DeleteObjects', of())).toStartWith('MalformedXML')
  })

  for (const [what, object, more, refusal] of [
    ['a bucket there is not', {}, { Bucket: 'none' }, 'NoSuchBucket'],
    ['a condition on the time', { LastModifiedTime: new Date(0) }, {}, 'NotImplemented'],
    ['a second factor', {}, { MFA: '1 2' }, 'NotImplemented'],
  ] as const) {
    test(`refuses ${what}`, async () => {
      expect(await s3.refusal('DeleteObjects', { ...of({ Key: 'a', ...object }), ...more })).toStartWith(refusal)
    })
  }
})

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
