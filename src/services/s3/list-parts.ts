import { operation } from '../operation'
import { maybeNumber, maybeText, text } from '../said'
import { onObject } from './access'
import { checksumMembers } from './digests'
import { partKey, partPrefix } from './names'
import { uploadNamed } from './uploads'

/** Lists the parts of an upload that are there. */
export const listParts = operation({
  service: 's3',
  name: 'ListParts',
  input: (said) => ({
    bucket: text(said.Bucket),
    key: text(said.Key),
    uploadId: text(said.UploadId),
    most: Math.min(Math.max(maybeNumber(said.MaxParts) ?? 1_000, 0), 1_000),
    after: Math.min(Math.max(Number(maybeText(said.PartNumberMarker) ?? 0) || 0, 0), 10_000),
  }),
  need: ({ bucket, key }, parts) => onObject('s3:ListMultipartUploadParts', bucket, key, parts),
  async handle({ bucket, key, uploadId, most, after }, { store, account }) {
    const upload = await uploadNamed(store, bucket, key, uploadId)
    const rows = await store.parts.list(
      { prefix: partPrefix(uploadId) },
      { limit: most + 1, after: partKey(uploadId, after) },
    )
    const page = rows.slice(0, most)
    const more = rows.length > most
    return {
      Bucket: bucket,
      Key: key,
      UploadId: uploadId,
      PartNumberMarker: String(after),
      NextPartNumberMarker: more ? String(page.at(-1)?.number ?? after) : undefined,
      MaxParts: most,
      IsTruncated: more,
      Parts: page.map((it) => ({
        PartNumber: it.number,
        LastModified: new Date(it.modifiedAt),
        ETag: `"${it.etag}"`,
        Size: it.size,
        ...checksumMembers(it.checksums),
      })),
      Initiator: { ID: upload.startedBy },
      Owner: { ID: account },
      StorageClass: 'STANDARD',
      ChecksumAlgorithm: upload.checksumAlgorithm,
      ChecksumType: upload.checksumType,
    }
  },
})
