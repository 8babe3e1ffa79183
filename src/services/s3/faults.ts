import { Fault } from '../fault'

// S3's refusals: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#ErrorCodeList

export function noSuchBucket(BucketName: string): Fault {
  return new Fault('NoSuchBucket', 'The specified bucket does not exist', { BucketName })
}

export function noSuchKey(Key: string): Fault {
  return new Fault('NoSuchKey', 'The specified key does not exist.', { Key })
}

export function noSuchUpload(UploadId: string): Fault {
  return new Fault(
    'NoSuchUpload',
    'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
    { UploadId },
  )
}

export function invalidArgument(message: string, ArgumentName: string, ArgumentValue: string): Fault {
  return new Fault('InvalidArgument', message, { ArgumentName, ArgumentValue })
}

export function preconditionFailed(Condition: string): Fault {
  return new Fault('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', { Condition })
}
