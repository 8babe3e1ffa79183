import type { SignatureRefusal } from '../signatures'

/** How a service says what its protocol has in common. */
export type Dialect = 'query' | 'json' | 's3'

interface Said {
  readonly code: string
  readonly status: number
  /** In place of the signature's own words. */
  readonly message?: string
}

const badToken = 'The security token included in the request is invalid.'
const s3Unsigned = 'Access Denied'

const outOfTime: Readonly<Record<Dialect, Said>> = {
  query: { code: 'SignatureDoesNotMatch', status: 403 },
  json: { code: 'InvalidSignatureException', status: 403 },
  s3: {
    code: 'RequestTimeTooSkewed',
    status: 403,
    message: 'The difference between the request time and the current time is too large.',
  },
}

/** aws-api.md §6.4: the same refusal has a name and a status of its own in each protocol. */
const table: Readonly<Record<SignatureRefusal, Readonly<Record<Dialect, Said>>>> = {
  missing: {
    query: { code: 'MissingAuthenticationToken', status: 403, message: 'Request is missing Authentication Token' },
    json: { code: 'MissingAuthenticationTokenException', status: 403, message: 'Missing Authentication Token' },
    s3: { code: 'AccessDenied', status: 403, message: s3Unsigned },
  },
  malformed: {
    query: { code: 'IncompleteSignature', status: 400 },
    json: { code: 'IncompleteSignatureException', status: 400 },
    s3: { code: 'AuthorizationHeaderMalformed', status: 400 },
  },
  'wrong-scope': {
    query: { code: 'SignatureDoesNotMatch', status: 403 },
    json: { code: 'InvalidSignatureException', status: 403 },
    s3: { code: 'AuthorizationHeaderMalformed', status: 400 },
  },
  'unknown-key': {
    query: { code: 'InvalidClientTokenId', status: 403, message: badToken },
    json: { code: 'UnrecognizedClientException', status: 403, message: badToken },
    s3: {
      code: 'InvalidAccessKeyId',
      status: 403,
      message: 'The AWS Access Key Id you provided does not exist in our records.',
    },
  },
  'invalid-token': {
    query: { code: 'InvalidClientTokenId', status: 403, message: badToken },
    json: { code: 'UnrecognizedClientException', status: 403, message: badToken },
    s3: { code: 'InvalidToken', status: 400, message: 'The provided token is malformed or otherwise invalid.' },
  },
  'expired-token': {
    query: { code: 'ExpiredToken', status: 403, message: 'The security token included in the request is expired' },
    json: {
      code: 'ExpiredTokenException',
      status: 403,
      message: 'The security token included in the request is expired',
    },
    s3: { code: 'ExpiredToken', status: 400, message: 'The provided token has expired.' },
  },
  mismatch: {
    query: { code: 'SignatureDoesNotMatch', status: 403 },
    json: { code: 'InvalidSignatureException', status: 403 },
    s3: {
      code: 'SignatureDoesNotMatch',
      status: 403,
      message:
        'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    },
  },
  expired: outOfTime,
  'not-yet-valid': outOfTime,
  'presigned-expired': {
    query: { code: 'SignatureDoesNotMatch', status: 403 },
    json: { code: 'InvalidSignatureException', status: 403 },
    s3: { code: 'AccessDenied', status: 403, message: 'Request has expired' },
  },
  'unsigned-headers': {
    query: { code: 'SignatureDoesNotMatch', status: 403 },
    json: { code: 'InvalidSignatureException', status: 403 },
    s3: {
      code: 'AccessDenied',
      status: 403,
      message: 'There were headers present in the request which were not signed',
    },
  },
  'body-mismatch': {
    query: { code: 'SignatureDoesNotMatch', status: 403 },
    json: { code: 'InvalidSignatureException', status: 403 },
    s3: {
      code: 'XAmzContentSHA256Mismatch',
      status: 400,
      message: "The provided 'x-amz-content-sha256' header does not match what was computed.",
    },
  },
}

/** The fault a caller sees when the signature does not prove who they are. Details beside the message are S3's alone. */
export function faultOf(
  dialect: Dialect,
  refused: {
    readonly refusal: SignatureRefusal
    readonly message: string
    readonly inS3?: string
    readonly details: Readonly<Record<string, string>>
    readonly presigned?: boolean
  },
): { code: string; message: string; status: number; members: Readonly<Record<string, string>> } {
  const said = table[refused.refusal][dialect]
  const own = (dialect === 's3' ? refused.inS3 : undefined) ?? refused.message
  const code =
    dialect === 's3' && refused.presigned && said.code === 'AuthorizationHeaderMalformed'
      ? 'AuthorizationQueryParametersError'
      : said.code
  return {
    code,
    status: said.status,
    message: said.message ?? own,
    members: dialect === 's3' ? refused.details : {},
  }
}
