import type { StoredObject } from '../../store'
import { operation } from '../operation'
import { maybeFlag, maybeText } from '../said'
import { invalidArgument } from './faults'
import { listContext } from './list-context'
import { listSaid } from './list-said'
import { contents, listObjectRows } from './listed-objects'
import type { Item } from './listing'
import { onBucket } from './needs'
import { aboutBucket, bucketAt, bucketPlace } from './places'

/** Lists a bucket's objects: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
export const listObjectsV2 = operation({
  service: 's3',
  name: 'ListObjectsV2',
  input(said) {
    const token = maybeText(said.ContinuationToken)
    const startAfter = maybeText(said.StartAfter)
    return {
      ...bucketPlace(said),
      list: listSaid(said, 'MaxKeys', 'max-keys'),
      context: listContext(said),
      token,
      startAfter,
      place: token === undefined ? { after: startAfter } : readToken(token),
      owners: maybeFlag(said.FetchOwner) ?? false,
      delimiter: maybeText(said.Delimiter),
    }
  },
  need: (input, facts) => onBucket('s3:ListBucket', input, facts, input.context),
  async handle(input, parts) {
    await bucketAt(input, parts)
    const { list, token, startAfter, delimiter } = input
    const { items, truncated } = await listObjectRows(parts.store, input.bucket, { ...list, ...input.place })
    const last = truncated ? items.at(-1) : undefined
    return {
      Name: input.bucket,
      Prefix: list.spell(list.prefix),
      Delimiter: delimiter && list.spell(delimiter),
      MaxKeys: list.most,
      EncodingType: list.encoding,
      KeyCount: items.length,
      IsTruncated: truncated,
      ContinuationToken: token,
      NextContinuationToken: last && writeToken(last),
      StartAfter: startAfter === undefined ? undefined : list.spell(startAfter),
      ...contents(items, list, input.owners ? parts : undefined),
    }
  },
  about: (it) => aboutBucket(it),
})

/** Where to go on: after a key, or past all that begins with a common prefix. */
function writeToken({ row, common }: Item<StoredObject>): string {
  return Buffer.from(common === undefined ? `k${row?.key ?? ''}` : `p${common}`).toString('base64url')
}

function readToken(token: string): { readonly after: string } | { readonly past: string } {
  const text = Buffer.from(token, 'base64url').toString()
  const rest = text.slice(1)
  if (rest !== '' && Buffer.from(text).toString('base64url') === token) {
    if (text.startsWith('k')) return { after: rest }
    if (text.startsWith('p')) return { past: rest }
  }
  throw invalidArgument('The continuation token provided is incorrect', 'continuation-token', token)
}
