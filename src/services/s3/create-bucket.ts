import { Fault } from '../fault'
import { operation } from '../operation'
import { maybeList, maybeStructure, maybeText } from '../said'
import { acceptableBucketName } from './bucket-names'
import { notBuilt } from './faults'
import { firstRegion, regionOf } from './locations'
import { onBucket } from './needs'
import { aboutBucket, bucketArn, bucketPlace } from './places'

/** Makes a bucket. In the first region it is no error that its owner has it already: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html */
export const createBucket = operation({
  service: 's3',
  name: 'CreateBucket',
  input(said) {
    const configuration = maybeStructure(said.CreateBucketConfiguration) ?? {}
    if (configuration.Location !== undefined || configuration.Bucket !== undefined) throw notBuilt('Bucket')
    if ((maybeList(configuration.Tags) ?? []).length > 0) throw notBuilt('Tags')
    const { ACL, ...others } = said
    if (Object.keys(said).some((it) => it.startsWith('Grant')) || (ACL !== undefined && ACL !== 'private'))
      throw new Fault(
        'InvalidBucketAclWithObjectOwnership',
        "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting",
      )
    if (said.ObjectOwnership !== undefined && said.ObjectOwnership !== 'BucketOwnerEnforced')
      throw notBuilt('x-amz-object-ownership')
    if (said.BucketNamespace === 'account-regional') throw notBuilt('x-amz-bucket-namespace')
    return {
      ...bucketPlace(others),
      location: maybeText(configuration.LocationConstraint),
      context: { 's3:x-amz-acl': maybeText(ACL), 's3:x-amz-object-ownership': maybeText(said.ObjectOwnership) },
    }
  },
  need: (input, facts) =>
    onBucket('s3:CreateBucket', input, facts, { ...input.context, 's3:locationconstraint': input.location }),
  async handle({ bucket, location }, { store, account, region, partition, now }) {
    acceptableBucketName(bucket)
    const row = { name: bucket, region: regionOf(location, region), owner: account, createdAt: now() }
    if (!(await store.buckets.insert(bucket, row)) && region !== firstRegion)
      throw new Fault(
        'BucketAlreadyOwnedByYou',
        'Your previous request to create the named bucket succeeded and you already own it.',
        { BucketName: bucket },
      )
    return { Location: `/${bucket}`, BucketArn: bucketArn(partition, bucket) }
  },
  about: (it) => aboutBucket(it),
})
