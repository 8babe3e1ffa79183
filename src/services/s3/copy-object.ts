import { Fault, found } from '../fault'
import { operation } from '../operation'
import { maybeText, text } from '../said'
import { onObject } from './access'
import { bucketNamed } from './buckets'
import { checkReadable } from './conditions'
import { sourceConditions, sourceOf } from './copy-source'
import { describedBy } from './described'
import { checksumMembers } from './digests'
import { noSuchKey } from './faults'
import { checkKey, objectKey } from './names'
import { replaceObject } from './replace-object'

/** Copies an object; the caller must be permitted to read the one and to write the other. */
export const copyObject = operation({
  service: 's3',
  name: 'CopyObject',
  input: (said) => ({
    to: { bucket: text(said.Bucket), key: text(said.Key) },
    from: sourceOf(text(said.CopySource)),
    reading: sourceConditions(said),
    writing: { ifMatch: maybeText(said.IfMatch), ifNoneMatch: maybeText(said.IfNoneMatch) },
    replace: maybeText(said.MetadataDirective) === 'REPLACE',
    described: describedBy(said),
  }),
  need: async ({ to, from }, parts) => [
    await onObject('s3:PutObject', to.bucket, to.key, parts),
    await onObject('s3:GetObject', from.bucket, from.key, parts),
  ],
  about: ({ to }) => [{ type: 'AWS::S3::Object', name: `arn:aws:s3:::${to.bucket}/${to.key}` }],
  async handle({ to, from, reading, writing, replace, described }, { store, blobs, now }) {
    checkKey(to.key)
    await bucketNamed(store, to.bucket)
    await bucketNamed(store, from.bucket)
    const source = found(await store.objects.get(objectKey(from.bucket, from.key)), () => noSuchKey(from.key))
    checkReadable(source, reading, 'x-amz-copy-source-')
    if (from.bucket === to.bucket && from.key === to.key && !replace) {
      throw new Fault(
        'InvalidRequest',
        "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
      )
    }
    const { blob, size } = await blobs.join([source.blob])
    const { contentType: _, ...bytes } = source
    const copy = { ...(replace ? { ...bytes, ...described } : source), ...to, blob, size, modifiedAt: now() }
    await replaceObject(copy, writing, { store, blobs })
    return {
      CopyObjectResult: {
        ETag: `"${copy.etag}"`,
        LastModified: new Date(copy.modifiedAt),
        ...checksumMembers(copy.checksums),
      },
    }
  },
})
