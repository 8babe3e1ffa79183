import { Fault } from '../fault'
import { operation } from '../operation'
import { maybeNumber, maybeText } from '../said'

/** Shows the account's buckets. */
export const listBuckets = operation({
  service: 's3',
  name: 'ListBuckets',
  input: ({ MaxBuckets, ContinuationToken, Prefix, BucketRegion }) => ({
    most: maybeNumber(MaxBuckets) ?? 10_000,
    token: maybeText(ContinuationToken),
    prefix: maybeText(Prefix),
    region: maybeText(BucketRegion),
  }),
  need: () => ({ action: 's3:ListAllMyBuckets', resource: '*' }),
  async handle({ most, token, prefix, region }, { store, account }) {
    const rows = await store.buckets.list(
      { prefix: prefix ?? '' },
      { limit: most + 1, ...(token === undefined ? {} : { after: nameOf(token) }) },
    )
    const page = rows.slice(0, most)
    return {
      Buckets: page
        .filter((it) => region === undefined || it.region === region)
        .map((it) => ({ Name: it.name, CreationDate: new Date(it.createdAt), BucketRegion: it.region })),
      Owner: { ID: account },
      Prefix: prefix,
      ContinuationToken: rows.length > most ? Buffer.from(page.at(-1)?.name ?? '').toString('base64url') : undefined,
    }
  },
})

function nameOf(token: string): string {
  const name = Buffer.from(token, 'base64url').toString()
  if (!/^[a-z0-9.-]{3,63}$/.test(name))
    throw new Fault('InvalidArgument', 'The continuation token provided is incorrect', {
      ArgumentName: 'continuation-token',
    })
  return name
}
