import { expect } from 'bun:test'
import { GetObjectCommand, HeadObjectCommand } from '@aws-sdk/client-s3'
import { operationTests } from './operation'
import { byStatus, denied, filled, noBucket, nobody, nowhere } from './s3'
import { sdkWorld } from './world'

const world = sdkWorld()
const getObject = operationTests('s3', 'GetObject', {
  never: { InvalidObjectState: 'no object is archived: there is one storage class' },
  differs:
    'Of objects larger than 256 KiB the answer has no Content-Length: it is sent in chunks (docs/decisions/0005). HeadObject tells it.',
})
const get = async (more: Partial<GetObjectCommand['input']> = {}, s3 = world.s3) =>
  s3.send(new GetObjectCommand({ Bucket: more.Bucket ?? (await filled(world, 'k')), Key: 'k', ...more }))
const late = () => new Date(Date.now() + 60_000)

getObject.succeeds('whole, in part, and under the headers that are asked for', async () => {
  const Bucket = await filled(world, '0123456789')
  const read = async (more: Partial<GetObjectCommand['input']>) => {
    const it = await get({ Bucket, Key: '0123456789', ...more })
    return [await it.Body?.transformToString(), it.ContentRange, it.ContentLength, it.$metadata.httpStatusCode]
  }
  expect(await read({})).toEqual(['0123456789', undefined, 10, 200])
  expect(await read({ Range: 'bytes=2-4' })).toEqual(['234', 'bytes 2-4/10', 3, 206])
  expect(await read({ Range: 'bytes=-3' })).toEqual(['789', 'bytes 7-9/10', 3, 206])
  expect(await read({ Range: 'bytes=7-' })).toEqual(['789', 'bytes 7-9/10', 3, 206])
  expect(await read({ Range: 'lines=1-2' })).toEqual(['0123456789', undefined, 10, 200])
  const other = await get({ Bucket, Key: '0123456789', ResponseContentType: 'text/css', ResponseCacheControl: 'a' })
  expect(other).toMatchObject({ ContentType: 'text/css', CacheControl: 'a', AcceptRanges: 'bytes' })
})
getObject.succeeds('when its conditions hold', async () => {
  const Bucket = await filled(world, 'k')
  const { ETag } = await world.s3.send(new HeadObjectCommand({ Bucket, Key: 'k' }))
  for (const more of [{ IfMatch: ETag }, { IfNoneMatch: '"other"' }, { IfUnmodifiedSince: late() }])
    expect(await (await get({ Bucket, ...more })).Body?.transformToString()).toBe('k')
})

getObject.refuses(
  'NoSuchKey',
  'a key that there is not',
  () => get({ Key: 'none' }),
  'The specified key does not exist.',
)
getObject.refuses('NoSuchBucket', 'a bucket that there is not', () => get({ Bucket: nowhere }), noBucket)
getObject.refuses(
  'InvalidRange',
  'a range behind the end',
  () => get({ Range: 'bytes=5-9' }),
  'The requested range is not satisfiable',
)
getObject.refuses(
  'InvalidPartNumber',
  'a part that there is not',
  () => get({ PartNumber: 2 }),
  'The requested partnumber is not satisfiable',
)
getObject.refuses(
  'PreconditionFailed',
  'another than expected',
  () => get({ IfMatch: '"other"' }),
  'At least one of the pre-conditions you specified did not hold',
)
getObject.refuses('304', 'nothing new since', () => byStatus(get({ IfModifiedSince: late() })))
getObject.refuses('InvalidArgument', 'a version', () => get({ VersionId: 'x' }), 'Invalid version id specified')
getObject.refuses('AccessDenied', 'who may not', async () => get({}, await nobody(world)), denied)
getObject.refuses(
  'AccessDenied',
  'who may not learn either that there is none',
  async () => get({ Key: 'none' }, await nobody(world)),
  denied,
)
