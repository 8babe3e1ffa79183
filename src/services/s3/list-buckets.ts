import type { Bucket } from '../../store'
import { operation } from '../operation'
import { maybeNumber, maybeText } from '../said'
import { invalidArgument } from './faults'
import { bucketArn, ownerOf } from './places'

/** Without a number, one answer lists as many as an account may have. */
const most = 10_000

/** Lists the account's buckets: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html */
export const listBuckets = operation({
  service: 's3',
  name: 'ListBuckets',
  input: (said) => ({
    limit: maybeNumber(said.MaxBuckets) ?? most,
    after: readToken(maybeText(said.ContinuationToken)),
    prefix: maybeText(said.Prefix),
    region: maybeText(said.BucketRegion),
  }),
  need: () => ({ action: 's3:ListAllMyBuckets', resource: '*' }),
  async handle({ limit, after, prefix, region }, parts) {
    const rows: Bucket[] = []
    for (let from = after; rows.length <= limit; ) {
      const some = await parts.store.buckets.list({ prefix }, { limit: limit + 1, after: from })
      rows.push(...some.filter((it) => region === undefined || it.region === region))
      from = some.at(-1)?.name
      if (some.length <= limit) break
    }
    const shown = rows.slice(0, limit)
    const last = rows.length > limit ? shown.at(-1) : undefined
    return {
      Buckets: shown.map((it) => onTheWire(it, parts.partition)),
      Owner: ownerOf(parts),
      ContinuationToken: last && Buffer.from(last.name).toString('base64url'),
      Prefix: prefix,
    }
  },
})

function onTheWire({ name, createdAt, region }: Bucket, partition: string) {
  return {
    Name: name,
    CreationDate: new Date(createdAt),
    BucketRegion: region,
    BucketArn: bucketArn(partition, name),
  }
}

function readToken(token: string | undefined): string | undefined {
  if (token === undefined) return undefined
  const name = Buffer.from(token, 'base64url').toString()
  if (name === '' || Buffer.from(name).toString('base64url') !== token)
    throw invalidArgument('The continuation token provided is incorrect', 'continuation-token', token)
  return name
}
