import type { Store } from '../../store'
import type { Need } from '../operation'

type Means = { readonly store: Store; readonly partition: string }

/** The need to do something to a bucket; its policy bears on it. */
export async function onBucket(
  action: string,
  bucket: string,
  { store, partition }: Means,
  context: Need['context'] = {},
): Promise<Need> {
  return { action, resource: `arn:${partition}:s3:::${bucket}`, context, ...(await policyOf(bucket, store, partition)) }
}

/** The need to do something to an object. */
export async function onObject(
  action: string,
  bucket: string,
  key: string,
  { store, partition }: Means,
  context: Need['context'] = {},
): Promise<Need> {
  return {
    action,
    resource: `arn:${partition}:s3:::${bucket}/${key}`,
    context,
    ...(await policyOf(bucket, store, partition)),
  }
}

async function policyOf(name: string, store: Store, partition: string): Promise<Pick<Need, 'resourcePolicy'>> {
  const policy = (await store.buckets.get(name))?.policy
  return policy === undefined ? {} : { resourcePolicy: { text: policy, source: `arn:${partition}:s3:::${name}` } }
}
