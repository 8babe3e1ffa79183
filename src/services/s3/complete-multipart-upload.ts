import { createHash } from 'node:crypto'
import type { StoredObject, UploadPart } from '../../store'
import { found } from '../fault'
import { operation } from '../operation'
import { maybeList, maybeNumber, maybeStructure, maybeText, structure, text } from '../said'
import { onObject } from './access'
import { chosenParts } from './chosen-parts'
import { checkWritable } from './conditions'
import { noSuchUpload } from './faults'
import { objectKey, partKey, uploadKey } from './names'
import { partsOf, uploadIn, uploadNamed } from './uploads'

/** Makes the parts one object. The parts are joined on disk first; then the object takes their place in one change. */
export const completeMultipartUpload = operation({
  service: 's3',
  name: 'CompleteMultipartUpload',
  input: (said) => ({
    bucket: text(said.Bucket),
    key: text(said.Key),
    uploadId: text(said.UploadId),
    chosen: (maybeList(maybeStructure(said.MultipartUpload)?.Parts) ?? []).map((it) => {
      const { PartNumber, ETag } = structure(it)
      return { number: maybeNumber(PartNumber) ?? 0, etag: (maybeText(ETag) ?? '').replaceAll('"', '') }
    }),
    conditions: { ifMatch: maybeText(said.IfMatch), ifNoneMatch: maybeText(said.IfNoneMatch) },
  }),
  need: ({ bucket, key }, parts) => onObject('s3:PutObject', bucket, key, parts),
  about: ({ bucket, key }) => [{ type: 'AWS::S3::Object', name: `arn:aws:s3:::${bucket}/${key}` }],
  async handle({ bucket, key, uploadId, chosen, conditions }, { store, blobs, now, url }) {
    const upload = await uploadNamed(store, bucket, key, uploadId)
    const parts = chosenParts(chosen, await partsOf(store, uploadId), uploadId)
    const { blob, size } = await blobs.join(parts.map((part) => part.blob))
    const etag = etagOf(parts)
    const {
      startedAt: _,
      startedBy: __,
      uploadId: ___,
      checksumAlgorithm: ____,
      checksumType: _____,
      ...described
    } = upload
    const object: StoredObject = { ...described, blob, size, etag, modifiedAt: now(), checksums: {} }
    let old: readonly string[]
    try {
      old = await store.change(async (tx) => {
        found(await uploadIn(tx, bucket, key, uploadId), () => noSuchUpload(uploadId))
        const kept = await partsOf(tx, uploadId)
        chosenParts(chosen, kept, uploadId)
        const at = objectKey(bucket, key)
        const before = await tx.objects.get(at)
        checkWritable(before, conditions, key)
        if (before === undefined) await tx.objects.insert(at, object)
        else await tx.objects.update(at, () => object)
        for (const part of kept) await tx.parts.remove(partKey(uploadId, part.number))
        await tx.uploads.remove(uploadKey(bucket, key, uploadId))
        return [...kept.map((part) => part.blob), ...(before === undefined ? [] : [before.blob])]
      })
    } catch (why) {
      await blobs.remove(blob)
      throw why
    }
    await Promise.all(old.map((it) => blobs.remove(it)))
    return { Location: `${url}/${bucket}/${encodeURI(key)}`, Bucket: bucket, Key: key, ETag: `"${etag}"` }
  },
})

/** MD5 of the parts' MD5s, and how many there were. */
function etagOf(parts: readonly UploadPart[]): string {
  const md5 = createHash('md5')
  for (const { etag } of parts) md5.update(Buffer.from(etag, 'hex'))
  return `${md5.digest('hex')}-${parts.length}`
}
