import { expect } from 'bun:test'
import { ListPartsCommand, UploadPartCommand } from '@aws-sdk/client-s3'
import { operationTests } from './operation'
import { denied, noBucket, nobody, nowhere } from './s3'
import { noUpload, upload } from './upload'
import { sdkWorld } from './world'

const world = sdkWorld()
const uploadPart = operationTests('s3', 'UploadPart')
const send = async (more: Partial<UploadPartCommand['input']> = {}, s3 = world.s3) =>
  s3.send(new UploadPartCommand({ ...(await upload(world)).place, PartNumber: 1, Body: 'x', ...more }))

uploadPart.succeeds('is kept, and takes the place of one of its number', async () => {
  const { place, part } = await upload(world)
  await part(2, 'two')
  await part(1, 'one')
  const { ETag } = await part(1, 'other')
  const { Parts } = await world.s3.send(new ListPartsCommand(place))
  expect(Parts).toMatchObject([
    { PartNumber: 1, Size: 5, ETag },
    { PartNumber: 2, Size: 3 },
  ])
})
uploadPart.refuses('NoSuchUpload', 'an upload that there is not', () => send({ UploadId: 'none' }), noUpload)
uploadPart.refuses('NoSuchUpload', 'an upload of another key', () => send({ Key: 'other' }), noUpload)
uploadPart.refuses('NoSuchBucket', 'a bucket that there is not', () => send({ Bucket: nowhere }), noBucket)
uploadPart.refuses(
  'InvalidArgument',
  'a number that there is not',
  () => send({ PartNumber: 10_001 }),
  'Part number must be an integer between 1 and 10000, inclusive',
)
uploadPart.refuses(
  'BadDigest',
  'a checksum of other bytes',
  () => send({ ChecksumCRC32: 'AAAAAA==' }),
  'The CRC32 you specified did not match the calculated checksum.',
)
uploadPart.refuses(
  'InvalidRequest',
  'another checksum than the upload’s',
  async () => {
    const { place } = await upload(world, { ChecksumAlgorithm: 'SHA256' })
    return send({ ...place, ChecksumAlgorithm: 'CRC32' })
  },
  'Checksum Type mismatch occurred, expected checksum Type: sha256, actual checksum Type: crc32',
)
uploadPart.refuses('AccessDenied', 'who may not', async () => send({}, await nobody(world)), denied)
