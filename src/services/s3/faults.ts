import { Fault } from '../fault'

// S3's refusals in its own words: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html

export function noSuchBucket(bucket: string): Fault {
  return new Fault('NoSuchBucket', 'The specified bucket does not exist', { BucketName: bucket })
}

export function noSuchKey(key: string): Fault {
  return new Fault('NoSuchKey', 'The specified key does not exist.', { Key: key })
}

export function noSuchUpload(uploadId: string): Fault {
  return new Fault(
    'NoSuchUpload',
    'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
    { UploadId: uploadId },
  )
}

export function preconditionFailed(condition: string): Fault {
  return new Fault('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', {
    Condition: condition,
  })
}

export function invalidArgument(message: string, name: string, value: string): Fault {
  return new Fault('InvalidArgument', message, { ArgumentName: name, ArgumentValue: value })
}

export function invalidRequest(message: string): Fault {
  return new Fault('InvalidRequest', message)
}

/** A part of S3 that podid does not have, and that may not be passed over in silence. */
export function notBuilt(header: string): Fault {
  return new Fault('NotImplemented', 'A header you provided implies functionality that is not implemented', {
    Header: header,
  })
}

export function malformedXml(): Fault {
  return new Fault(
    'MalformedXML',
    'The XML you provided was not well-formed or did not validate against our published schema',
  )
}

export function malformedPolicy(message: string): Fault {
  return new Fault('MalformedPolicy', message)
}

export function badDigest(what: string): Fault {
  return new Fault('BadDigest', `The ${what} you specified did not match the calculated checksum.`)
}

export function entityTooLarge(size: number, most: number): Fault {
  return new Fault('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size', {
    ProposedSize: size,
    MaxSizeAllowed: most,
  })
}

export function invalidPart(uploadId: string, number: number, etag: string): Fault {
  return new Fault(
    'InvalidPart',
    "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
    { UploadId: uploadId, PartNumber: number, ETag: etag },
  )
}
