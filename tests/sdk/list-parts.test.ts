import { expect } from 'bun:test'
import { ListPartsCommand, paginateListParts } from '@aws-sdk/client-s3'
import { operationTests } from './operation'
import { denied, noBucket, nobody, nowhere } from './s3'
import { noUpload, upload } from './upload'
import { sdkWorld } from './world'

const world = sdkWorld()
const listParts = operationTests('s3', 'ListParts', {
  differs:
    'NextPartNumberMarker is told only when there is more, since the SDK for JavaScript pages for as long as it is.',
})
const list = async (more: Partial<ListPartsCommand['input']> = {}, s3 = world.s3) =>
  s3.send(new ListPartsCommand({ ...(await upload(world)).place, ...more }))

listParts.succeeds('page by page, in order', async () => {
  const { place, part } = await upload(world)
  for (const number of [30, 2, 1]) await part(number, 'x'.repeat(number))
  expect(await list({ ...place, MaxParts: 1 })).toMatchObject({
    ...{ ...place, IsTruncated: true, MaxParts: 1, NextPartNumberMarker: '1', StorageClass: 'STANDARD' },
    Initiator: { ID: 'arn:aws:iam::000000000000:user/admin' },
    Parts: [{ PartNumber: 1, Size: 1, ETag: expect.any(String), LastModified: expect.any(Date) }],
  })
  const told: (number | undefined)[] = []
  for await (const page of paginateListParts({ client: world.s3, pageSize: 1 }, place))
    told.push(...(page.Parts ?? []).map((it) => it.PartNumber))
  expect(told).toEqual([1, 2, 30])
})
listParts.refuses('NoSuchUpload', 'an upload that there is not', () => list({ UploadId: 'x' }), noUpload)
listParts.refuses('NoSuchBucket', 'a bucket that there is not', () => list({ Bucket: nowhere }), noBucket)
listParts.refuses(
  'InvalidArgument',
  'less than none',
  () => list({ MaxParts: -1 }),
  'Argument max-parts must be an integer between 0 and 2147483647',
)
listParts.refuses('AccessDenied', 'who may not', async () => list({}, await nobody(world)), denied)
