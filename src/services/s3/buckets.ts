import type { Bucket, Store } from '../../store'
import { found } from '../fault'
import { noSuchBucket } from './faults'

/** The bucket. Throws NoSuchBucket. */
export async function bucketNamed(store: Store, name: string): Promise<Bucket> {
  return found(await store.buckets.get(name), () => noSuchBucket(name))
}
