import { operation } from '../operation'
import { maybeText } from '../said'
import { listContext } from './list-context'
import { listSaid } from './list-said'
import { contents, listObjectRows } from './listed-objects'
import { commonPrefix } from './listing'
import { onBucket } from './needs'
import { aboutBucket, bucketAt, bucketPlace } from './places'

/** Lists a bucket's objects as S3 first did: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjects.html */
export const listObjects = operation({
  service: 's3',
  name: 'ListObjects',
  input: (said) => ({
    ...bucketPlace(said),
    list: listSaid(said, 'MaxKeys', 'max-keys'),
    context: listContext(said),
    marker: maybeText(said.Marker) ?? '',
    delimiter: maybeText(said.Delimiter),
  }),
  need: (input, facts) => onBucket('s3:ListBucket', input, facts, input.context),
  async handle(input, parts) {
    await bucketAt(input, parts)
    const { list, marker, delimiter } = input
    // A marker within a common prefix has been told with it.
    const past = commonPrefix(marker, list)
    const { items, truncated } = await listObjectRows(parts.store, input.bucket, { ...list, after: marker, past })
    const last = truncated && delimiter ? items.at(-1) : undefined
    return {
      Name: input.bucket,
      Prefix: list.spell(list.prefix),
      Delimiter: delimiter && list.spell(delimiter),
      Marker: list.spell(marker),
      NextMarker: last && list.spell(last.common ?? last.row.key),
      MaxKeys: list.most,
      EncodingType: list.encoding,
      IsTruncated: truncated,
      ...contents(items, list, parts),
    }
  },
  about: (it) => aboutBucket(it),
})
