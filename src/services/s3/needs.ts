import type { Need, Parts } from '../operation'
import { type BucketPlace, bucketArn, type ObjectPlace } from './places'

/** What a need is made from. */
export type Facts = Pick<Parts, 'store' | 'account' | 'region' | 'partition' | 'caller'>

/** A permission on a bucket, which the bucket's own policy may give or take. */
export async function onBucket(
  action: string,
  { bucket }: BucketPlace,
  facts: Pick<Facts, 'store' | 'partition'>,
  context?: Need['context'],
): Promise<Need> {
  return needed(action, bucket, bucket, facts, context)
}

export async function onObject(
  action: string,
  { bucket, key }: ObjectPlace,
  facts: Pick<Facts, 'store' | 'partition'>,
  context?: Need['context'],
): Promise<Need> {
  return needed(action, bucket, `${bucket}/${key}`, facts, context)
}

async function needed(
  action: string,
  bucket: string,
  resource: string,
  { store, partition }: Pick<Facts, 'store' | 'partition'>,
  context: Need['context'],
): Promise<Need> {
  const policy = (await store.buckets.get(bucket))?.policy
  const source = bucketArn(partition, bucket)
  return {
    action,
    resource: bucketArn(partition, resource),
    context,
    resourcePolicy: policy === undefined ? undefined : { text: policy, source },
  }
}

/**
 * A permission on the bucket's policy itself. The account's root has it whatever that policy says, so that nobody is locked out for good:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html
 */
export async function onPolicyOf(action: string, place: BucketPlace, facts: Facts): Promise<Need> {
  const need = await onBucket(action, place, facts)
  const { kind, account } = facts.caller.principal
  return kind === 'account' && account === facts.account ? { ...need, resourcePolicy: undefined } : need
}

/** Who may not list a bucket does not learn what is not in it. */
export async function mayKnow(place: BucketPlace, parts: Pick<Parts, 'store' | 'partition' | 'demand'>): Promise<void> {
  await parts.demand(await onBucket('s3:ListBucket', place, parts))
}
