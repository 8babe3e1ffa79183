import { afterEach, beforeEach, describe, expect, test } from 'bun:test'
import type { Said } from '../operation'
import { type S3World, s3World } from './s3.test-support'

let s3: S3World
beforeEach(async () => {
  s3 = await s3World()
})
afterEach(() => s3.end())

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
