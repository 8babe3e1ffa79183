import { afterEach, beforeEach, describe, expect, test } from 'bun:test'
import { md5, type S3World, s3World } from './s3.test-support'

let s3: S3World
beforeEach(async () => {
  s3 = await s3World()
})
afterEach(() => s3.end())

const keysOf = ({ Contents }: Readonly<Record<string, unknown>>): string[] =>
  Array.isArray(Contents) ? Contents.map((it) => it.Key) : []
const prefixesOf = ({ CommonPrefixes }: Readonly<Record<string, unknown>>): string[] =>
  Array.isArray(CommonPrefixes) ? CommonPrefixes.map((it) => it.Prefix) : []

async function fill(...keys: readonly string[]): Promise<void> {
  for (const key of keys) await s3.put(key)
}

describe('ListObjectsV2', () => {
  test('tells all of an object', async () => {
    await s3.put('a', 'hello', { ChecksumAlgorithm: 'SHA256' })
    expect(await s3.call('ListObjectsV2', { FetchOwner: true })).toEqual({
      Name: 'photos',
      Prefix: '',
      Delimiter: undefined,
      MaxKeys: 1000,
      EncodingType: undefined,
      KeyCount: 1,
      IsTruncated: false,
      ContinuationToken: undefined,
      NextContinuationToken: undefined,
      StartAfter: undefined,
      CommonPrefixes: [],
      Contents: [
        {
          Key: 'a',
          LastModified: new Date(s3.world.clock.now),
          ETag: `"${md5('hello')}"`,
          ChecksumAlgorithm: ['SHA256'],
          ChecksumType: 'FULL_OBJECT',
          Size: 5,
          StorageClass: 'STANDARD',
          Owner: { ID: expect.stringMatching(/^[0-9a-f]{64}$/) },
        },
      ],
    })
  })

  test('pages by an opaque token, past common prefixes too', async () => {
    await fill('a', 'b/1', 'b/2', 'c', 'd/1')
    const told: string[] = []
    let ContinuationToken: unknown
    do {
      const page = await s3.call('ListObjectsV2', { Delimiter: '/', MaxKeys: 1, ContinuationToken })
      told.push(...keysOf(page), ...prefixesOf(page))
      expect(page.KeyCount).toBe(1)
      ContinuationToken = page.NextContinuationToken
    } while (ContinuationToken !== undefined)
    expect(told).toEqual(['a', 'b/', 'c', 'd/'])
  })

  for (const [what, said, keys, prefixes] of [
    ['prefix', { Prefix: 'b/' }, ['b/1', 'b/2/x'], []],
    ['prefix and delimiter', { Prefix: 'b/', Delimiter: '/' }, ['b/1'], ['b/2/']],
    ['empty delimiter', { Delimiter: '' }, ['a', 'b/1', 'b/2/x', 'c'], []],
    ['start-after', { StartAfter: 'b/1' }, ['b/2/x', 'c'], []],
    ['start-after within a common prefix', { StartAfter: 'b/1', Delimiter: '/' }, ['c'], ['b/']],
    ['max-keys 0', { MaxKeys: 0 }, [], []],
    ['a prefix of nothing', { Prefix: 'x' }, [], []],
  ] as const) {
    test(`by ${what}`, async () => {
      await fill('a', 'b/1', 'b/2/x', 'c')
      const page = await s3.call('ListObjectsV2', said)
      expect([keysOf(page), prefixesOf(page), page.IsTruncated]).toEqual([[...keys], [...prefixes], false])
    })
  }

  test('more than a thousand are never told at once', async () => {
    expect((await s3.call('ListObjectsV2', { MaxKeys: 5000 })).MaxKeys).toBe(1000)
  })

  test('spells keys for URLs when asked to', async () => {
    await fill('a b/é(1)~.png', 'x\u0001')
    const page = await s3.call('ListObjectsV2', { EncodingType: 'url', Prefix: 'a b', StartAfter: 'a ' })
    expect([keysOf(page), page.Prefix, page.StartAfter]).toEqual([['a+b/%C3%A9%281%29%7E.png'], 'a+b', 'a+'])
  })

  for (const [what, said, refusal] of [
    ['a token that is none', { ContinuationToken: '' }, 'The continuation token provided is incorrect'],
    ['a token by hand', { ContinuationToken: 'b/1' }, 'The continuation token provided is incorrect'],
    ['less than none', { MaxKeys: -1 }, 'Argument max-keys must be an integer between 0 and 2147483647'],
  ] as const) {
    test(`refuses ${what}`, async () => {
      expect(await s3.refusal('ListObjectsV2', said)).toBe(`InvalidArgument: ${refusal}`)
    })
  }

  test('another bucket’s objects are not told', async () => {
    await s3.call('CreateBucket', { Bucket: 'photos-2' })
    await s3.put('mine', 'x', { Bucket: 'photos-2' })
    expect(keysOf(await s3.call('ListObjectsV2'))).toEqual([])
  })
})

describe('ListObjects', () => {
  test('tells the owner of each, and the next marker only with a delimiter', async () => {
    await fill('a', 'b/1', 'b/2', 'c')
    const plain = await s3.call('ListObjects', { MaxKeys: 2 })
    expect([keysOf(plain), plain.IsTruncated, plain.NextMarker]).toEqual([['a', 'b/1'], true, undefined])
    expect(plain.Contents).toEqual([
      expect.objectContaining({ Owner: { ID: expect.any(String) } }),
      expect.objectContaining({ Owner: { ID: expect.any(String) } }),
    ])
    const first = await s3.call('ListObjects', { MaxKeys: 2, Delimiter: '/' })
    expect([keysOf(first), prefixesOf(first), first.NextMarker]).toEqual([['a'], ['b/'], 'b/'])
    const rest = await s3.call('ListObjects', { MaxKeys: 2, Delimiter: '/', Marker: first.NextMarker })
    expect([keysOf(rest), prefixesOf(rest), rest.Marker, rest.IsTruncated]).toEqual([['c'], [], 'b/', false])
  })

  test('a marker within a common prefix passes over it', async () => {
    await fill('b/1', 'b/2', 'c')
    expect(prefixesOf(await s3.call('ListObjects', { Delimiter: '/', Marker: 'b/1' }))).toEqual([])
    expect(keysOf(await s3.call('ListObjects', { Marker: 'b/1' }))).toEqual(['b/2', 'c'])
  })
})

describe('ListMultipartUploads', () => {
  const begin = async (Key: string): Promise<string> => {
    const { UploadId } = await s3.call('CreateMultipartUpload', { Key })
    return String(UploadId)
  }

  test('tells uploads by key and id, with common prefixes, page by page', async () => {
    const a = [await begin('a'), await begin('a')].sort()
    await begin('b/1')
    await begin('b/2')
    await begin('c')
    const told: string[] = []
    for (let from = {}; ; ) {
      const page = await s3.call('ListMultipartUploads', { MaxUploads: 1, Delimiter: '/', ...from })
      const uploads = Array.isArray(page.Uploads) ? page.Uploads : []
      told.push(...uploads.map((it) => `${it.Key} ${it.UploadId}`), ...prefixesOf(page))
      if (page.IsTruncated !== true) break
      from = { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker }
    }
    expect(told).toEqual([`a ${a[0]}`, `a ${a[1]}`, 'b/', expect.stringMatching(/^c /)])
  })

  test('a key alone as marker passes over all its uploads', async () => {
    await begin('a')
    await begin('a')
    await begin('b')
    const { Uploads } = await s3.call('ListMultipartUploads', { KeyMarker: 'a' })
    expect(Uploads).toEqual([
      {
        UploadId: expect.any(String),
        Key: 'b',
        Initiated: new Date(s3.world.clock.now),
        StorageClass: 'STANDARD',
        Owner: { ID: expect.any(String) },
        Initiator: { ID: expect.any(String) },
        ChecksumAlgorithm: undefined,
        ChecksumType: undefined,
      },
    ])
  })
})

describe('ListBuckets', () => {
  const names = ({ Buckets }: Readonly<Record<string, unknown>>) =>
    Array.isArray(Buckets) ? Buckets.map((it) => it.Name) : []

  test('tells all, or pages', async () => {
    for (const it of ['alpha', 'beta', 'zeta']) await s3.call('CreateBucket', { Bucket: it })
    const all = await s3.call('ListBuckets')
    expect(names(all)).toEqual(['alpha', 'beta', 'photos', 'zeta'])
    expect(all.ContinuationToken).toBeUndefined()
    const first = await s3.call('ListBuckets', { MaxBuckets: 3 })
    expect(names(first)).toEqual(['alpha', 'beta', 'photos'])
    const rest = await s3.call('ListBuckets', { MaxBuckets: 3, ContinuationToken: first.ContinuationToken })
    expect([names(rest), rest.ContinuationToken]).toEqual([['zeta'], undefined])
  })

  test('by prefix and by region', async () => {
    await s3.call('CreateBucket', {
      Bucket: 'pens',
      CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' },
    })
    expect(names(await s3.call('ListBuckets', { Prefix: 'ph' }))).toEqual(['photos'])
    expect(names(await s3.call('ListBuckets', { BucketRegion: 'eu-west-1', MaxBuckets: 1 }))).toEqual(['pens'])
    expect((await s3.call('ListBuckets', { Prefix: 'ph' })).Buckets).toEqual([
      {
        Name: 'photos',
        CreationDate: new Date(s3.world.clock.now),
        BucketRegion: 'us-east-1',
        BucketArn: 'arn:aws:s3:::photos',
      },
    ])
  })

  test('refuses a token that is none', async () => {
    expect(await s3.refusal('ListBuckets', { ContinuationToken: '%' })).toBe(
      'InvalidArgument: The continuation token provided is incorrect',
    )
  })
})
