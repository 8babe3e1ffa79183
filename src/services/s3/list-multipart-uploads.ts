import { operation } from '../operation'
import { maybeNumber, maybeText, text } from '../said'
import { onBucket } from './access'
import { bucketNamed } from './buckets'
import { spelling } from './list-page'
import { uploadKey } from './names'

const last = '\u{10ffff}'

/** Lists the uploads that were begun and neither completed nor given up. */
export const listMultipartUploads = operation({
  service: 's3',
  name: 'ListMultipartUploads',
  input: (said) => ({
    bucket: text(said.Bucket),
    prefix: maybeText(said.Prefix) ?? '',
    delimiter: maybeText(said.Delimiter),
    keyMarker: maybeText(said.KeyMarker) ?? '',
    uploadMarker: maybeText(said.UploadIdMarker),
    most: Math.min(Math.max(maybeNumber(said.MaxUploads) ?? 1_000, 1), 1_000),
    encoding: maybeText(said.EncodingType),
  }),
  need: ({ bucket }, parts) => onBucket('s3:ListBucketMultipartUploads', bucket, parts),
  async handle({ bucket, prefix, delimiter, keyMarker, uploadMarker, most, encoding }, { store, account }) {
    await bucketNamed(store, bucket)
    const marker =
      uploadMarker === undefined ? `${bucket}/${keyMarker}\u001f${last}` : uploadKey(bucket, keyMarker, uploadMarker)
    const rows = await store.uploads.list(
      { prefix: `${bucket}/${prefix}` },
      { limit: most + 1, ...(keyMarker === '' ? {} : { after: marker }) },
    )
    const page = rows.slice(0, most)
    const spell = spelling(encoding)
    const commonOf = (key: string): string | undefined => {
      const at = delimiter === undefined || delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length)
      return at < 0 ? undefined : key.slice(0, at + (delimiter?.length ?? 0))
    }
    const more = rows.length > most
    return {
      Bucket: bucket,
      KeyMarker: spell(keyMarker),
      UploadIdMarker: uploadMarker ?? '',
      NextKeyMarker: more ? spell(page.at(-1)?.key ?? '') : undefined,
      NextUploadIdMarker: more ? page.at(-1)?.uploadId : undefined,
      Prefix: spell(prefix),
      Delimiter: delimiter === undefined ? undefined : spell(delimiter),
      MaxUploads: most,
      IsTruncated: more,
      EncodingType: encoding,
      Uploads: page
        .filter((it) => commonOf(it.key) === undefined)
        .map((it) => ({
          Key: spell(it.key),
          UploadId: it.uploadId,
          Initiated: new Date(it.startedAt),
          StorageClass: 'STANDARD',
          Owner: { ID: account },
          Initiator: { ID: it.startedBy },
          ChecksumAlgorithm: it.checksumAlgorithm,
          ChecksumType: it.checksumType,
        })),
      CommonPrefixes: [...new Set(page.flatMap((it) => commonOf(it.key) ?? []))].map((Prefix) => ({
        Prefix: spell(Prefix),
      })),
    }
  },
})
