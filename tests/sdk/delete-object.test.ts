import { expect } from 'bun:test'
import { DeleteObjectCommand, HeadObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3'
import { operationTests } from './operation'
import { denied, filled, noBucket, nobody, nowhere } from './s3'
import { sdkWorld } from './world'

const world = sdkWorld()
const deleteObject = operationTests('s3', 'DeleteObject', {
  differs:
    'Buckets have no versions: what is deleted is gone. MFA and the conditions of directory buckets are NotImplemented.',
})
const remove = async (more: Partial<DeleteObjectCommand['input']> = {}, s3 = world.s3) =>
  s3.send(new DeleteObjectCommand({ Bucket: more.Bucket ?? (await filled(world, 'k')), Key: 'k', ...more }))

deleteObject.succeeds('is gone, and again is no error', async () => {
  const Bucket = await filled(world, 'k', 'l')
  const { ETag } = await world.s3.send(new HeadObjectCommand({ Bucket, Key: 'k' }))
  expect((await remove({ Bucket, IfMatch: ETag })).$metadata.httpStatusCode).toBe(204)
  expect((await remove({ Bucket })).$metadata.httpStatusCode).toBe(204)
  expect((await world.s3.send(new ListObjectsV2Command({ Bucket }))).Contents?.map((it) => it.Key)).toEqual(['l'])
})
deleteObject.refuses('NoSuchBucket', 'a bucket that there is not', () => remove({ Bucket: nowhere }), noBucket)
deleteObject.refuses('PreconditionFailed', 'another than expected', () => remove({ IfMatch: '"other"' }))
deleteObject.refuses('NoSuchKey', 'none, where one is expected', () => remove({ Key: 'none', IfMatch: '*' }))
deleteObject.refuses('NotImplemented', 'MFA', () => remove({ MFA: '1 2' }))
deleteObject.refuses('AccessDenied', 'who may not', async () => remove({}, await nobody(world)), denied)
