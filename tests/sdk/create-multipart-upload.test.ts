import { expect } from 'bun:test'
import { CreateMultipartUploadCommand, ListMultipartUploadsCommand } from '@aws-sdk/client-s3'
import { operationTests } from './operation'
import { denied, filled, noBucket, nobody, nowhere } from './s3'
import { sdkWorld } from './world'

const world = sdkWorld()
const createMultipartUpload = operationTests('s3', 'CreateMultipartUpload', {
  differs: 'What PutObject says of encryption, locks, tags and storage classes holds here too.',
})
const create = async (more: Partial<CreateMultipartUploadCommand['input']> = {}, s3 = world.s3) =>
  s3.send(new CreateMultipartUploadCommand({ Bucket: more.Bucket ?? (await filled(world)), Key: 'k', ...more }))

createMultipartUpload.succeeds('is under way', async () => {
  const Bucket = await filled(world)
  const made = await create({ Bucket, ChecksumAlgorithm: 'CRC64NVME' })
  const kind = { ChecksumAlgorithm: 'CRC64NVME', ChecksumType: 'FULL_OBJECT' }
  expect(made).toMatchObject({ Bucket, Key: 'k', UploadId: expect.any(String), ...kind })
  const { Uploads } = await world.s3.send(new ListMultipartUploadsCommand({ Bucket }))
  expect(Uploads).toMatchObject([{ Key: 'k', UploadId: made.UploadId, ...kind }])
})
createMultipartUpload.refuses('NoSuchBucket', 'a bucket that there is not', () => create({ Bucket: nowhere }), noBucket)
createMultipartUpload.refuses(
  'InvalidRequest',
  'a checksum of a type that it has not',
  () => create({ ChecksumAlgorithm: 'SHA256', ChecksumType: 'FULL_OBJECT' }),
  'The FULL_OBJECT checksum type cannot be used with the sha256 checksum algorithm.',
)
createMultipartUpload.refuses('InvalidStorageClass', 'a storage class', () => create({ StorageClass: 'GLACIER' }))
createMultipartUpload.refuses('NotImplemented', 'tags', () => create({ Tagging: 'a=b' }))
createMultipartUpload.refuses('AccessDenied', 'who may not', async () => create({}, await nobody(world)), denied)
