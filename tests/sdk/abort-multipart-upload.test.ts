import { expect } from 'bun:test'
import { AbortMultipartUploadCommand, ListMultipartUploadsCommand } from '@aws-sdk/client-s3'
import { operationTests } from './operation'
import { denied, noBucket, nobody, nowhere } from './s3'
import { noUpload, upload } from './upload'
import { sdkWorld } from './world'

const world = sdkWorld()
const abortMultipartUpload = operationTests('s3', 'AbortMultipartUpload')
const abort = async (more: Partial<AbortMultipartUploadCommand['input']> = {}, s3 = world.s3) =>
  s3.send(new AbortMultipartUploadCommand({ ...(await upload(world)).place, ...more }))

abortMultipartUpload.succeeds('is gone, with its parts', async () => {
  const { place, part } = await upload(world)
  await part(1, 'x')
  expect((await abort(place)).$metadata.httpStatusCode).toBe(204)
  const { Uploads = [] } = await world.s3.send(new ListMultipartUploadsCommand({ Bucket: place.Bucket }))
  expect(Uploads).toEqual([])
  expect(await world.server.house.store.parts.list({ prefix: place.UploadId })).toEqual([])
})
abortMultipartUpload.refuses('NoSuchUpload', 'an upload that there is not', () => abort({ UploadId: 'x' }), noUpload)
abortMultipartUpload.refuses('NoSuchBucket', 'a bucket that there is not', () => abort({ Bucket: nowhere }), noBucket)
abortMultipartUpload.refuses(
  'NotImplemented',
  'a condition of directory buckets',
  () => abort({ IfMatchInitiatedTime: new Date(0) }),
  'A header you provided implies functionality that is not implemented',
)
abortMultipartUpload.refuses('AccessDenied', 'who may not', async () => abort({}, await nobody(world)), denied)
