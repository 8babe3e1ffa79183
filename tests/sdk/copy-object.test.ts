import { expect } from 'bun:test'
import { CopyObjectCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { operationTests } from './operation'
import { denied, filled, noBucket, nobody, nowhere } from './s3'
import { sdkWorld } from './world'

const world = sdkWorld()
const copyObject = operationTests('s3', 'CopyObject', {
  never: { ObjectNotInActiveTierError: 'no object is archived: there is one storage class' },
})
const copy = async (more: Partial<CopyObjectCommand['input']> = {}, s3 = world.s3) => {
  const Bucket = more.Bucket ?? (await filled(world, 'k'))
  return s3.send(new CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/k`, ...more }))
}

copyObject.succeeds('with what was said of it, or with something else', async () => {
  const Bucket = await filled(world)
  const said = { Body: 'x', ContentType: 'text/plain', Metadata: { a: 'b' } }
  await world.s3.send(new PutObjectCommand({ Bucket, Key: 'ü k', ...said }))
  const CopySource = encodeURI(`${Bucket}/ü k`)
  const made = await copy({ Bucket, CopySource })
  expect(made.CopyObjectResult).toMatchObject({ ETag: expect.any(String), LastModified: expect.any(Date) })
  const got = await world.s3.send(new GetObjectCommand({ Bucket, Key: 'copy' }))
  expect([await got.Body?.transformToString(), got.ContentType, got.Metadata]).toEqual(['x', 'text/plain', { a: 'b' }])
  await copy({ Bucket, CopySource, MetadataDirective: 'REPLACE', ContentType: 'text/css', Metadata: {} })
  const other = await world.s3.send(new GetObjectCommand({ Bucket, Key: 'copy' }))
  expect([await other.Body?.transformToString(), other.ContentType, other.Metadata]).toEqual(['x', 'text/css', {}])
})
copyObject.refuses('NoSuchKey', 'what there is not', async () => {
  const Bucket = await filled(world)
  return copy({ Bucket, CopySource: `${Bucket}/none` })
})
copyObject.refuses('NoSuchBucket', 'to a bucket that there is not', () => copy({ Bucket: nowhere }), noBucket)
copyObject.refuses(
  'InvalidRequest',
  'onto itself, changing nothing',
  () => copy({ Key: 'k' }),
  "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
)
copyObject.refuses('PreconditionFailed', 'another than expected', () => copy({ CopySourceIfMatch: '"other"' }))
copyObject.refuses('PreconditionFailed', 'nothing new since', () =>
  copy({ CopySourceIfModifiedSince: new Date(Date.now() + 60_000) }),
)
copyObject.refuses(
  'InvalidArgument',
  'a source that is none',
  () => copy({ CopySource: 'nothing' }),
  'Copy Source must mention the source bucket and key: sourcebucket/sourcekey',
)
copyObject.refuses('AccessDenied', 'who may not', async () => copy({}, await nobody(world)), denied)
