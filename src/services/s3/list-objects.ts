import { operation } from '../operation'
import { maybeNumber, maybeText, text } from '../said'
import { onBucket } from './access'
import { bucketNamed } from './buckets'
import { invalidArgument } from './faults'
import { pageMembers, spelling } from './list-page'
import { listing } from './listing'

/** Lists a bucket's keys the older way: by marker. */
export const listObjects = operation({
  service: 's3',
  name: 'ListObjects',
  input: (said) => ({
    bucket: text(said.Bucket),
    prefix: maybeText(said.Prefix),
    delimiter: maybeText(said.Delimiter),
    marker: maybeText(said.Marker),
    most: maybeNumber(said.MaxKeys),
    encoding: maybeText(said.EncodingType),
  }),
  need: ({ bucket, prefix, delimiter, most }, parts) =>
    onBucket('s3:ListBucket', bucket, parts, {
      's3:prefix': prefix ?? '',
      's3:delimiter': delimiter,
      's3:max-keys': most?.toString(),
    }),
  async handle({ bucket, prefix, delimiter, marker, most, encoding }, { store, account }) {
    await bucketNamed(store, bucket)
    if (most !== undefined && most < 0)
      throw invalidArgument('Argument maxKeys must be an integer between 0 and 2147483647', 'maxKeys', String(most))
    const limit = Math.min(most ?? 1_000, 1_000)
    const page = await listing(store, {
      bucket,
      prefix: prefix ?? '',
      delimiter: delimiter ?? '',
      after: marker ?? '',
      most: limit,
    })
    const spell = spelling(encoding)
    return {
      Name: bucket,
      Prefix: spell(prefix ?? ''),
      Marker: spell(marker ?? ''),
      Delimiter: delimiter === undefined ? undefined : spell(delimiter),
      NextMarker: page.next === undefined || delimiter === undefined ? undefined : spell(page.next),
      MaxKeys: limit,
      IsTruncated: page.next !== undefined,
      EncodingType: encoding,
      ...pageMembers(page, spell, account),
    }
  },
})
