import { afterEach, beforeEach, describe, expect, test } from 'bun:test'
import { type ChecksumAlgorithm, checksum } from '../../signatures'
import type { Said } from '../operation'
import { md5, type S3World, s3World, stream } from './s3.test-support'

let s3: S3World
beforeEach(async () => {
  s3 = await s3World()
})
afterEach(() => s3.end())

const large = new Uint8Array(5 * 1024 ** 2).fill(65)
const small = new TextEncoder().encode('the end')
const whole = new Uint8Array([...large, ...large, ...small])

const digestOf = (algorithm: ChecksumAlgorithm, ...bytes: readonly Uint8Array[]): string => {
  const running = checksum(algorithm)
  for (const it of bytes) running.update(it)
  return running.digest()
}

async function begin(more: Said = {}): Promise<Said> {
  const { UploadId } = await s3.call('CreateMultipartUpload', { Key: 'big', ...more })
  return { Key: 'big', UploadId }
}
async function part(upload: Said, PartNumber: number, bytes: Uint8Array, more: Said = {}): Promise<Said> {
  const { ETag } = await s3.call('UploadPart', { ...upload, PartNumber, Body: stream(bytes), ...more })
  return { PartNumber, ETag }
}
const of = (...Parts: readonly Said[]) => ({ MultipartUpload: { Parts } })

async function threeParts(more: Said = {}): Promise<readonly [Said, readonly Said[]]> {
  const upload = await begin(more)
  return [upload, [await part(upload, 1, large), await part(upload, 2, large), await part(upload, 5, small)]]
}

const digests = [large, large, small].map((it) => Buffer.from(md5(it), 'hex'))
const etag = `"${md5(Buffer.concat(digests))}-3"`

describe('an upload in parts', () => {
  test('becomes an object, with what was said at its beginning', async () => {
    const [upload, parts] = await threeParts({ ContentType: 'text/plain', Metadata: { team: 'red' } })
    expect(await s3.call('CompleteMultipartUpload', { ...upload, ...of(...parts) })).toEqual({
      Location: 'http://127.0.0.1:4080/photos/big',
      Bucket: 'photos',
      Key: 'big',
      ETag: etag,
    })
    expect(await s3.call('HeadObject', { Key: 'big' })).toMatchObject({
      ContentLength: whole.length,
      ContentType: 'text/plain',
      Metadata: { team: 'red' },
      ETag: etag,
    })
    expect(md5(await s3.text('big'))).toBe(md5(whole))
    expect(s3.kept()).toBe(1)
    expect(await s3.world.store.parts.count()).toBe(0)
    expect(await s3.world.store.uploads.count()).toBe(0)
  })

  test('is read part by part', async () => {
    const [upload, parts] = await threeParts()
    await s3.call('CompleteMultipartUpload', { ...upload, ...of(...parts) })
    const last = await s3.call('HeadObject', { Key: 'big', PartNumber: 3 })
    const { length } = whole
    expect([last.ContentRange, last.PartsCount]).toEqual([`bytes ${length - 7}-${length - 1}/${length}`, 3])
    expect(await s3.text('big', { PartNumber: 3 })).toBe('the end')
    expect(await s3.call('HeadObject', { Key: 'big', PartNumber: 2 })).toMatchObject({
      ContentRange: `bytes ${large.length}-${2 * large.length - 1}/${length}`,
    })
    expect(await s3.refusal('HeadObject', { Key: 'big', PartNumber: 4 })).toStartWith('InvalidPartNumber')
  })

  test('takes the parts that are named, in any order sent, the last of each number', async () => {
    const upload = await begin()
    const second = await part(upload, 2, small)
    await part(upload, 1, small)
    const first = await part(upload, 1, large)
    await part(upload, 3, small)
    await s3.call('CompleteMultipartUpload', { ...upload, ...of(first, second) })
    expect(await s3.text('big')).toBe(`${'A'.repeat(large.length)}the end`)
    expect(s3.kept()).toBe(1)
  })

  test('may be completed again by who did not hear the answer, until the object is another', async () => {
    const [upload, parts] = await threeParts()
    const first = await s3.call('CompleteMultipartUpload', { ...upload, ...of(...parts) })
    expect(await s3.call('CompleteMultipartUpload', { ...upload, ...of(...parts) })).toEqual(first)
    await s3.put('big', 'new')
    expect(await s3.refusal('CompleteMultipartUpload', { ...upload, ...of(...parts) })).toStartWith('NoSuchUpload')
  })

  test('completed twice at once becomes one object', async () => {
    const [upload, parts] = await threeParts()
    const said = { ...upload, ...of(...parts) }
    const both = await Promise.allSettled([1, 2].map(() => s3.call('CompleteMultipartUpload', said)))
    expect(both.some((it) => it.status === 'fulfilled')).toBe(true)
    for (const it of both) if (it.status === 'rejected') expect(String(it.reason.code)).toBe('NoSuchUpload')
    expect(md5(await s3.text('big'))).toBe(md5(whole))
    expect(s3.kept()).toBe(1)
  })

  test('is given up with all its parts', async () => {
    const [upload] = await threeParts()
    expect(await s3.call('AbortMultipartUpload', upload)).toEqual({})
    expect([s3.kept(), await s3.world.store.parts.count()]).toEqual([0, 0])
    expect(await s3.refusal('AbortMultipartUpload', upload)).toStartWith('NoSuchUpload')
  })

  test('given up while a part comes leaves nothing of it', async () => {
    const upload = await begin()
    const Body = new ReadableStream({
      async pull(controller) {
        await s3.call('AbortMultipartUpload', upload)
        controller.enqueue(small)
        controller.close()
      },
    })
    expect(await s3.refusal('UploadPart', { ...upload, PartNumber: 1, Body })).toStartWith('NoSuchUpload')
    expect(s3.kept()).toBe(0)
  })

  test('goes with its bucket', async () => {
    await threeParts()
    await s3.call('DeleteBucket')
    expect(s3.kept()).toBe(0)
    expect([await s3.world.store.uploads.count(), await s3.world.store.parts.count()]).toEqual([0, 0])
  })
})

describe('checksums of parts', () => {
  const told = async (upload: Said, parts: readonly Said[], more: Said = {}) =>
    s3.call('CompleteMultipartUpload', { ...upload, ...of(...parts), ...more })

  for (const [algorithm, type] of [
    ['CRC32', 'COMPOSITE'],
    ['SHA256', 'COMPOSITE'],
    ['CRC32C', 'FULL_OBJECT'],
    ['CRC64NVME', 'FULL_OBJECT'],
  ] as const) {
    test(`${algorithm}, ${type}`, async () => {
      const said = { ChecksumAlgorithm: algorithm, ...(type === 'FULL_OBJECT' && { ChecksumType: type }) }
      const [upload, parts] = await threeParts(said)
      const each = [large, large, small].map((it) => Buffer.from(digestOf(algorithm, it), 'base64'))
      const value =
        type === 'COMPOSITE' ? `${digestOf(algorithm, ...each)}-3` : digestOf(algorithm, large, large, small)
      const wrong = { [`Checksum${algorithm}`]: digestOf(algorithm, small) }
      expect(await s3.refusal('CompleteMultipartUpload', { ...upload, ...of(...parts), ...wrong })).toStartWith(
        'BadDigest',
      )
      expect(s3.kept()).toBe(3)
      const expected = { [`Checksum${algorithm}`]: value, ChecksumType: type }
      expect(await told(upload, parts, { [`Checksum${algorithm}`]: value })).toMatchObject(expected)
      expect(await s3.call('HeadObject', { Key: 'big', ChecksumMode: 'ENABLED' })).toMatchObject(expected)
    })
  }

  test('the answer to a part tells its own', async () => {
    const upload = await begin({ ChecksumAlgorithm: 'CRC32' })
    const answer = await s3.call('UploadPart', { ...upload, PartNumber: 1, Body: stream(small) })
    expect(answer).toEqual({ ETag: `"${md5(small)}"`, ChecksumCRC32: digestOf('CRC32', small) })
  })

  for (const [what, said, refusal] of [
    [
      'a type without an algorithm',
      { ChecksumType: 'COMPOSITE' },
      'InvalidRequest: The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.',
    ],
    [
      'a type that the algorithm has not',
      { ChecksumAlgorithm: 'SHA256', ChecksumType: 'FULL_OBJECT' },
      'InvalidRequest: The FULL_OBJECT checksum type cannot be used with the sha256 checksum algorithm.',
    ],
    [
      'an algorithm not kept',
      { ChecksumAlgorithm: 'MD5' },
      'InvalidRequest: Checksum algorithm provided is unsupported',
    ],
    ['tags', { Tagging: 'a=b' }, 'NotImplemented'],
    ['a bucket there is not', { Bucket: 'none' }, 'NoSuchBucket'],
  ] as const) {
    test(`CreateMultipartUpload refuses ${what}`, async () => {
      expect(await s3.refusal('CreateMultipartUpload', { Key: 'big', ...said })).toStartWith(refusal)
    })
  }
})

describe('UploadPart', () => {
  for (const [what, more, refusal] of [
    ['number 0', { PartNumber: 0 }, 'InvalidArgument: Part number must be an integer between 1 and 10000, inclusive'],
    ['number 10001', { PartNumber: 10_001 }, 'InvalidArgument: Part number must be an integer between 1 and 10000'],
    ['another upload', { UploadId: 'none' }, 'NoSuchUpload: The specified upload does not exist.'],
    ['another key', { Key: 'other' }, 'NoSuchUpload'],
    ['another bucket', { Bucket: 'none' }, 'NoSuchBucket'],
    ['another algorithm', { ChecksumAlgorithm: 'CRC32' }, 'InvalidRequest: Checksum Type mismatch occurred'],
    ['another checksum', { ChecksumSHA256: digestOf('SHA256', small) }, 'BadDigest'],
    ['another length', { ContentLength: 1 }, 'IncompleteBody'],
  ] as const) {
    test(`refuses ${what}`, async () => {
      const upload = await begin({ ChecksumAlgorithm: 'SHA256' })
      const Body = stream('x')
      const said = { ...upload, PartNumber: 1, Body, ...(what === 'another length' && { Body: stream('xx') }), ...more }
      expect(await s3.refusal('UploadPart', said)).toStartWith(refusal)
      expect(s3.kept()).toBe(0)
    })
  }
})

describe('CompleteMultipartUpload', () => {
  const named = (PartNumber: number, bytes: Uint8Array, more: Said = {}) => ({ PartNumber, ETag: md5(bytes), ...more })
  const crc = (bytes: Uint8Array) => ({ ChecksumCRC32: digestOf('CRC32', bytes) })

  for (const [what, parts, more, refusal] of [
    ['no parts', [], {}, 'MalformedXML'],
    ['a part without number', [{ ETag: 'x' }], {}, 'MalformedXML'],
    ['a part without tag', [{ PartNumber: 1 }], {}, 'MalformedXML'],
    ['a falling order', [named(2, large), named(1, large)], {}, 'InvalidPartOrder'],
    ['a part twice', [named(1, large), named(1, large)], {}, 'InvalidPartOrder'],
    ['a part that never came', [named(1, large), named(3, large)], {}, 'InvalidPart'],
    ['a part with another tag', [named(1, small), named(5, small)], {}, 'InvalidPart'],
    ['a part with another checksum', [named(1, large, crc(small)), named(5, small)], {}, 'InvalidPart'],
    ['a small part before the last', [named(1, large), named(5, small), named(6, small)], {}, 'EntityTooSmall'],
    ['another size', [named(1, large)], { MpuObjectSize: 1 }, 'InvalidRequest'],
    ['another kind of checksum', [named(1, large)], { ChecksumType: 'FULL_OBJECT' }, 'InvalidRequest'],
    ['an object that is there', [named(1, large)], { IfNoneMatch: '*' }, 'PreconditionFailed'],
    ['another object', [named(1, large)], { IfMatch: '"x"' }, 'PreconditionFailed'],
    ['another key', [named(1, large)], { Key: 'other' }, 'NoSuchUpload'],
    ['another upload', [named(1, large)], { UploadId: 'none' }, 'NoSuchUpload'],
    ['another bucket', [named(1, large)], { Bucket: 'none' }, 'NoSuchBucket'],
  ] as const) {
    test(`refuses ${what}, and all stays as it was`, async () => {
      await s3.put('big', 'old')
      const upload = await begin({ ChecksumAlgorithm: 'CRC32' })
      await part(upload, 1, large)
      await part(upload, 5, small)
      await part(upload, 6, small)
      expect(await s3.refusal('CompleteMultipartUpload', { ...upload, ...of(...parts), ...more })).toStartWith(refusal)
      expect([await s3.text('big'), s3.kept()]).toEqual(['old', 4])
    })
  }
})

describe('ListParts', () => {
  test('tells the parts, page by page', async () => {
    const [upload] = await threeParts({ ChecksumAlgorithm: 'CRC32' })
    const first = await s3.call('ListParts', { ...upload, MaxParts: 2 })
    expect(first).toMatchObject({
      Bucket: 'photos',
      Key: 'big',
      UploadId: upload.UploadId,
      PartNumberMarker: 0,
      NextPartNumberMarker: 2,
      MaxParts: 2,
      IsTruncated: true,
      StorageClass: 'STANDARD',
      ChecksumAlgorithm: 'CRC32',
      ChecksumType: 'COMPOSITE',
      Parts: [{ PartNumber: 1 }, { PartNumber: 2 }],
    })
    const rest = await s3.call('ListParts', { ...upload, PartNumberMarker: 2 })
    expect(rest.Parts).toEqual([
      {
        PartNumber: 5,
        LastModified: new Date(s3.world.clock.now),
        ETag: `"${md5(small)}"`,
        Size: 7,
        ChecksumCRC32: digestOf('CRC32', small),
      },
    ])
    expect(rest.IsTruncated).toBe(false)
    expect((await s3.call('ListParts', { ...upload, MaxParts: 0 })).Parts).toEqual([])
    expect((await s3.call('ListParts', { ...upload, PartNumberMarker: 2_000_000_000 })).Parts).toEqual([])
  })

  test('refuses what is not there, and numbers below none', async () => {
    const upload = await begin()
    expect(await s3.refusal('ListParts', { ...upload, UploadId: 'none' })).toStartWith('NoSuchUpload')
    expect(await s3.refusal('ListParts', { ...upload, MaxParts: -1 })).toStartWith('InvalidArgument')
    expect(await s3.refusal('ListParts', { ...upload, PartNumberMarker: -1 })).toStartWith('InvalidArgument')
  })
})
