import { operation } from '../operation'
import { maybeFlag, maybeNumber, maybeText, text } from '../said'
import { onBucket } from './access'
import { bucketNamed } from './buckets'
import { invalidArgument } from './faults'
import { pageMembers, spelling } from './list-page'
import { listing } from './listing'

/** Lists a bucket's keys, page by page. */
export const listObjectsV2 = operation({
  service: 's3',
  name: 'ListObjectsV2',
  input: (said) => ({
    bucket: text(said.Bucket),
    prefix: maybeText(said.Prefix),
    delimiter: maybeText(said.Delimiter),
    startAfter: maybeText(said.StartAfter),
    token: maybeText(said.ContinuationToken),
    most: maybeNumber(said.MaxKeys),
    encoding: maybeText(said.EncodingType),
    withOwner: maybeFlag(said.FetchOwner) ?? false,
  }),
  need: ({ bucket, prefix, delimiter, most }, parts) =>
    onBucket('s3:ListBucket', bucket, parts, {
      's3:prefix': prefix ?? '',
      's3:delimiter': delimiter,
      's3:max-keys': most?.toString(),
    }),
  async handle({ bucket, prefix, delimiter, startAfter, token, most, encoding, withOwner }, { store, account }) {
    await bucketNamed(store, bucket)
    if (most !== undefined && most < 0)
      throw invalidArgument('Argument maxKeys must be an integer between 0 and 2147483647', 'maxKeys', String(most))
    const limit = Math.min(most ?? 1_000, 1_000)
    const after = token === undefined ? (startAfter ?? '') : read(token)
    const page = await listing(store, { bucket, prefix: prefix ?? '', delimiter: delimiter ?? '', after, most: limit })
    const spell = spelling(encoding)
    return {
      Name: bucket,
      Prefix: spell(prefix ?? ''),
      Delimiter: delimiter === undefined ? undefined : spell(delimiter),
      StartAfter: startAfter === undefined ? undefined : spell(startAfter),
      ContinuationToken: token,
      NextContinuationToken: page.next === undefined ? undefined : Buffer.from(page.next).toString('base64url'),
      MaxKeys: limit,
      KeyCount: page.objects.length + page.prefixes.length,
      IsTruncated: page.next !== undefined,
      EncodingType: encoding,
      ...pageMembers(page, spell, withOwner ? account : undefined),
    }
  },
})

function read(token: string): string {
  const key = Buffer.from(token, 'base64url').toString()
  if (key === '' || key.includes('\u0000') || Buffer.from(key).toString('base64url') !== token)
    throw invalidArgument('The continuation token provided is incorrect', 'continuation-token', token.slice(0, 200))
  return key
}
