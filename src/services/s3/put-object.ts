import { operation } from '../operation'
import { maybeText, text } from '../said'
import { onObject } from './access'
import { bucketNamed } from './buckets'
import { checkWritable } from './conditions'
import { describedBy } from './described'
import { checksumMembers, digests, streamOf, wantedChecksum } from './digests'
import { checkKey, objectKey } from './names'
import { replaceObject } from './replace-object'

/** Puts an object: its bytes stream to disk, and it is there when they are all synced. */
export const putObject = operation({
  service: 's3',
  name: 'PutObject',
  input: (said) => ({
    bucket: text(said.Bucket),
    key: text(said.Key),
    body: said.Body,
    described: describedBy(said),
    algorithm: wantedChecksum(said),
    tagging: maybeText(said.Tagging),
    conditions: { ifMatch: maybeText(said.IfMatch), ifNoneMatch: maybeText(said.IfNoneMatch) },
  }),
  need: ({ bucket, key }, parts) => onObject('s3:PutObject', bucket, key, parts),
  about: ({ bucket, key }) => [{ type: 'AWS::S3::Object', name: `arn:aws:s3:::${bucket}/${key}` }],
  async handle({ bucket, key, body, described, algorithm, tagging, conditions }, { store, blobs, now }) {
    checkKey(key)
    await bucketNamed(store, bucket)
    checkWritable(await store.objects.get(objectKey(bucket, key)), conditions, key)
    const sums = digests(algorithm)
    const { blob, size } = await blobs.write(streamOf(body), sums.take)
    const etag = sums.etag()
    const checksums = sums.checksums()
    await replaceObject(
      {
        bucket,
        key,
        blob,
        size,
        etag,
        modifiedAt: now(),
        ...described,
        checksums,
        ...(tagging === undefined ? {} : { tagging }),
      },
      conditions,
      { store, blobs },
    )
    return { ETag: `"${etag}"`, ...checksumMembers(checksums) }
  },
})
