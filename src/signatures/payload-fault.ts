/** Why a body is not what its signature, its length or its checksums say. The codes are S3's. */
export class PayloadFault extends Error {
  override readonly name = 'PayloadFault'

  constructor(
    readonly code:
      | 'XAmzContentSHA256Mismatch'
      | 'SignatureDoesNotMatch'
      | 'BadDigest'
      | 'InvalidDigest'
      | 'IncompleteBody'
      | 'InvalidChunkSizeError'
      | 'MalformedTrailerError',
    message: string,
  ) {
    super(message)
  }
}
