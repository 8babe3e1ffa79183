import type { Protocol, Service, ServiceOperation } from './service'

// Errors that every operation of a protocol may answer and no model lists.

const bad = 400

const rest: ReadonlyMap<string, number> = new Map([
  ['AccessDeniedException', 403],
  ['ExpiredTokenException', 403],
  ['IncompleteSignatureException', bad],
  ['InternalFailure', 500],
  ['InternalServerException', 500],
  ['InvalidSignatureException', 403],
  ['MissingAuthenticationTokenException', 403],
  ['NotImplemented', 501],
  ['NotImplementedException', 501],
  ['OptInRequired', 403],
  ['RequestEntityTooLargeException', 413],
  ['RequestExpired', bad],
  ['ResourceNotFoundException', 404],
  ['ServerException', 500],
  ['ServiceUnavailable', 503],
  ['ServiceUnavailableException', 503],
  ['ThrottlingException', 429],
  ['UnknownOperationException', 404],
  ['UnrecognizedClientException', 403],
])

/** AWS JSON 1.1 answers 400 to nearly everything that is the caller's. */
const json: ReadonlyMap<string, number> = new Map([
  ...rest,
  ['AccessDeniedException', bad],
  ['ResourceNotFoundException', bad],
  ['ThrottlingException', bad],
  ['UnknownOperationException', bad],
])

const query: ReadonlyMap<string, number> = new Map([
  ['AccessDenied', 403],
  ['ExpiredToken', 403],
  ['InternalFailure', 500],
  ['InvalidClientTokenId', 403],
  ['MissingAuthenticationToken', 403],
  ['NotImplemented', 501],
  ['OptInRequired', 403],
  ['RequestEntityTooLarge', 413],
  ['ServiceFailure', 500],
  ['ServiceUnavailable', 503],
  ['SignatureDoesNotMatch', 403],
])

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html, all but those of status 400. */
const s3: ReadonlyMap<string, number> = new Map([
  ['AccessDenied', 403],
  ['AccountProblem', 403],
  ['AllAccessDisabled', 403],
  ['BucketAlreadyExists', 409],
  ['BucketAlreadyOwnedByYou', 409],
  ['BucketNotEmpty', 409],
  ['ConditionalRequestConflict', 409],
  ['InternalError', 500],
  ['InvalidAccessKeyId', 403],
  ['InvalidBucketState', 409],
  ['InvalidObjectState', 403],
  ['InvalidPartNumber', 416],
  ['InvalidPayer', 403],
  ['InvalidRange', 416],
  ['InvalidSecurity', 403],
  ['MethodNotAllowed', 405],
  ['MissingContentLength', 411],
  ['NoSuchBucket', 404],
  ['NoSuchBucketPolicy', 404],
  ['NoSuchKey', 404],
  ['NoSuchTagSet', 404],
  ['NoSuchUpload', 404],
  ['NoSuchVersion', 404],
  ['NotFound', 404],
  ['NotImplemented', 501],
  ['NotModified', 304],
  ['NotSignedUp', 403],
  ['OperationAborted', 409],
  ['PermanentRedirect', 301],
  ['PreconditionFailed', 412],
  ['RequestTimeTooSkewed', 403],
  ['ServiceUnavailable', 503],
  ['SignatureDoesNotMatch', 403],
  ['SlowDown', 503],
])

const common: Readonly<Record<Protocol, ReadonlyMap<string, number>>> = {
  'rest-json': rest,
  json,
  query,
  'rest-xml': s3,
}

/**
 * The status of a fault: what the operation's model says of it, what is common to the protocol, what any other operation's model says; else
 * 400. A code may be given by the name of its shape; it is answered as it is spelled on the wire.
 */
export function statusOf(
  service: Service,
  operation: ServiceOperation | undefined,
  code: string,
): { readonly code: string; readonly status: number } {
  const own = operation?.model.errors.find((it) => it.code === code || it.shape === code)
  if (own !== undefined) return { code: own.code, status: own.status }
  const known = common[service.protocol].get(code)
  if (known !== undefined) return { code, status: known }
  const other = service.errors.get(code)
  return other === undefined ? { code, status: bad } : { code: other.code, status: other.status }
}
