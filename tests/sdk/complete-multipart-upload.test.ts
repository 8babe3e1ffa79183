import { expect } from 'bun:test'
import { CompleteMultipartUploadCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { operationTests } from './operation'
import { denied, noBucket, nobody, nowhere } from './s3'
import { noUpload, upload } from './upload'
import { sdkWorld } from './world'

const world = sdkWorld()
const completeMultipartUpload = operationTests('s3', 'CompleteMultipartUpload', {
  differs:
    'The object’s bytes are laid end to end before the answer begins, so nothing fails after a 200. Location has this server’s own address.',
})
type Parts = readonly { readonly PartNumber?: number; readonly ETag?: string }[]
const complete = (
  place: object,
  parts: Parts,
  more: Partial<CompleteMultipartUploadCommand['input']> = {},
  s3 = world.s3,
) =>
  s3.send(
    new CompleteMultipartUploadCommand({
      ...{ Bucket: '', Key: 'k', UploadId: '' },
      ...place,
      MultipartUpload: { Parts: [...parts] },
      ...more,
    }),
  )
const five = 'x'.repeat(5 * 1024 ** 2)
/** An upload with one small part, completed in some other way. */
const one = async (more: Partial<CompleteMultipartUploadCommand['input']>, s3 = world.s3) => {
  const { place, part } = await upload(world)
  return complete(place, [await part(1, 'x')], more, s3)
}

completeMultipartUpload.succeeds('is one object, and can be asked for again', async () => {
  const { place, part } = await upload(world, { ContentType: 'text/plain' })
  const parts = [await part(1, five), await part(3, 'end')]
  const made = await complete(place, parts)
  const { ETag } = made
  expect(made).toMatchObject({ Bucket: place.Bucket, Key: 'k', ETag: expect.stringMatching(/^"[0-9a-f]{32}-2"$/) })
  expect(made.Location).toBe(`${world.server.url}/${place.Bucket}/k`)
  const { Bucket, Key } = place
  const got = await world.s3.send(new GetObjectCommand({ Bucket, Key }))
  expect([await got.Body?.transformToString(), got.ContentType]).toEqual([`${five}end`, 'text/plain'])
  const last = await world.s3.send(new GetObjectCommand({ Bucket, Key, PartNumber: 2 }))
  expect([await last.Body?.transformToString(), last.PartsCount]).toEqual(['end', 2])
  expect((await complete(place, parts)).ETag).toBe(ETag)
})

completeMultipartUpload.refuses(
  'EntityTooSmall',
  'a part too small that is not the last',
  async () => {
    const { place, part } = await upload(world)
    return complete(place, [await part(1, 'small'), await part(2, 'last')])
  },
  'Your proposed upload is smaller than the minimum allowed size',
)
completeMultipartUpload.refuses(
  'InvalidPart',
  'a part that was not sent',
  async () => complete((await upload(world)).place, [{ PartNumber: 1, ETag: '"a"' }]),
  /^One or more of the specified parts could not be found\./,
)
completeMultipartUpload.refuses('InvalidPart', 'a part that is another', async () => {
  const { place, part } = await upload(world)
  await part(1, 'x')
  return complete(place, [{ PartNumber: 1, ETag: '"00000000000000000000000000000000"' }])
})
completeMultipartUpload.refuses(
  'InvalidPartOrder',
  'parts in no order',
  async () => {
    const { place, part } = await upload(world)
    return complete(place, [await part(2, five), await part(1, five)])
  },
  'The list of parts was not in ascending order. Parts must be ordered by part number.',
)
completeMultipartUpload.refuses('MalformedXML', 'no parts', async () => complete((await upload(world)).place, []))
completeMultipartUpload.refuses('NoSuchUpload', 'an upload that there is not', () => one({ UploadId: 'x' }), noUpload)
completeMultipartUpload.refuses('NoSuchBucket', 'a bucket that there is not', () => one({ Bucket: nowhere }), noBucket)
completeMultipartUpload.refuses(
  'InvalidRequest',
  'another size than said',
  () => one({ MpuObjectSize: 2 }),
  "The provided 'x-amz-mp-object-size' header value 2 does not match what was computed: 1",
)
completeMultipartUpload.refuses('PreconditionFailed', 'where something is, and nothing should be', async () => {
  const { place, part } = await upload(world)
  await world.s3.send(new PutObjectCommand({ Bucket: place.Bucket, Key: 'k', Body: '' }))
  return complete(place, [await part(1, 'x')], { IfNoneMatch: '*' })
})
completeMultipartUpload.refuses(
  'BadDigest',
  'a checksum of another object',
  async () => {
    const { place, part } = await upload(world, { ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT' })
    return complete(place, [await part(1, 'x')], { ChecksumCRC32: 'AAAAAA==', ChecksumType: 'FULL_OBJECT' })
  },
  'The CRC32 you specified did not match the calculated checksum.',
)
completeMultipartUpload.refuses('AccessDenied', 'who may not', async () => one({}, await nobody(world)), denied)
