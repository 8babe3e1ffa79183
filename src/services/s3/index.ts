/** s3: buckets, objects, uploads in parts, bucket policies: https://docs.aws.amazon.com/AmazonS3/latest/API/ */
import { erased, type Operation } from '../operation'
import { abortMultipartUpload } from './abort-multipart-upload'
import { completeMultipartUpload } from './complete-multipart-upload'
import { copyObject } from './copy-object'
import { createBucket } from './create-bucket'
import { createMultipartUpload } from './create-multipart-upload'
import { deleteBucket } from './delete-bucket'
import { deleteBucketPolicy } from './delete-bucket-policy'
import { deleteObject } from './delete-object'
import { deleteObjects } from './delete-objects'
import { getBucketLocation } from './get-bucket-location'
import { getBucketPolicy } from './get-bucket-policy'
import { getObject } from './get-object'
import { headBucket } from './head-bucket'
import { headObject } from './head-object'
import { listBuckets } from './list-buckets'
import { listMultipartUploads } from './list-multipart-uploads'
import { listObjects } from './list-objects'
import { listObjectsV2 } from './list-objects-v2'
import { listParts } from './list-parts'
import { putBucketPolicy } from './put-bucket-policy'
import { putObject } from './put-object'
import { uploadPart } from './upload-part'

export const s3Operations: readonly Operation[] = [
  erased(abortMultipartUpload),
  erased(completeMultipartUpload),
  erased(copyObject),
  erased(createBucket),
  erased(createMultipartUpload),
  erased(deleteBucket),
  erased(deleteBucketPolicy),
  erased(deleteObject),
  erased(deleteObjects),
  erased(getBucketLocation),
  erased(getBucketPolicy),
  erased(getObject),
  erased(headBucket),
  erased(headObject),
  erased(listBuckets),
  erased(listMultipartUploads),
  erased(listObjects),
  erased(listObjectsV2),
  erased(listParts),
  erased(putBucketPolicy),
  erased(putObject),
  erased(uploadPart),
]
