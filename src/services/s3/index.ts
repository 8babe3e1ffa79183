/** services/s3: buckets and objects, enough for real clients. */
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
  erased(listBuckets),
  erased(createBucket),
  erased(headBucket),
  erased(deleteBucket),
  erased(getBucketLocation),
  erased(listObjectsV2),
  erased(listObjects),
  erased(putObject),
  erased(getObject),
  erased(headObject),
  erased(deleteObject),
  erased(deleteObjects),
  erased(copyObject),
  erased(getBucketPolicy),
  erased(putBucketPolicy),
  erased(deleteBucketPolicy),
  erased(createMultipartUpload),
  erased(uploadPart),
  erased(completeMultipartUpload),
  erased(abortMultipartUpload),
  erased(listParts),
  erased(listMultipartUploads),
]
