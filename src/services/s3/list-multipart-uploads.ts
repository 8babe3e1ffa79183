import { operation } from '../operation'
import { maybeText } from '../said'
import { listSaid } from './list-said'
import { commonPrefix, list } from './listing'
import { onBucket } from './needs'
import { aboutBucket, bucketAt, bucketPlace } from './places'
import { uploadOnTheWire } from './upload-shapes'
import { uploadName } from './uploads'

/** Lists the uploads under way: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html */
export const listMultipartUploads = operation({
  service: 's3',
  name: 'ListMultipartUploads',
  input: (said) => ({
    ...bucketPlace(said),
    list: listSaid(said, 'MaxUploads', 'max-uploads'),
    delimiter: maybeText(said.Delimiter),
    keyMarker: maybeText(said.KeyMarker),
    idMarker: maybeText(said.UploadIdMarker),
    context: { 's3:prefix': maybeText(said.Prefix) },
  }),
  need: (input, facts) => onBucket('s3:ListBucketMultipartUploads', input, facts, input.context),
  async handle(input, parts) {
    await bucketAt(input, parts)
    const { bucket, list: asked, delimiter, keyMarker, idMarker } = input
    const shelf = { table: parts.store.uploads, bucket, nameOf: uploadName, keyOf: (it: { key: string }) => it.key }
    const { items, truncated } = await list(shelf, { ...asked, ...placeOf(asked, keyMarker, idMarker) })
    const last = truncated ? items.at(-1) : undefined
    return {
      Bucket: bucket,
      KeyMarker: asked.spell(keyMarker ?? ''),
      UploadIdMarker: idMarker ?? '',
      NextKeyMarker: last && asked.spell(last.common ?? last.row.key),
      NextUploadIdMarker: last?.row?.uploadId,
      Prefix: asked.spell(asked.prefix),
      Delimiter: delimiter && asked.spell(delimiter),
      MaxUploads: asked.most,
      EncodingType: asked.encoding,
      IsTruncated: truncated,
      Uploads: items.flatMap(({ row }) => (row === undefined ? [] : [uploadOnTheWire(row, asked.spell, parts)])),
      CommonPrefixes: items.flatMap(({ common }) => (common === undefined ? [] : [{ Prefix: asked.spell(common) }])),
    }
  },
  about: (it) => aboutBucket(it),
})

/** With an upload's id, what comes after that upload; without, what comes after all uploads of the key. */
function placeOf(
  asked: { readonly prefix: string; readonly delimiter: string },
  keyMarker: string | undefined,
  idMarker: string | undefined,
): { readonly after?: string; readonly past?: string } {
  if (keyMarker === undefined || keyMarker === '') return {}
  const common = commonPrefix(keyMarker, asked)
  if (common !== undefined) return { past: common }
  if (idMarker !== undefined && idMarker !== '') return { after: uploadName({ key: keyMarker, uploadId: idMarker }) }
  return { past: uploadName({ key: keyMarker, uploadId: '' }) }
}
