import { amzDate, parseAmzDate } from './amz-date'
import type { SignatureRefusal, SignedRequest } from './answer'

/** What a request says of its own signature; nothing of it is proved. */
export interface Claim {
  readonly presigned: boolean
  readonly accessKeyId: string
  /** `YYYYMMDD` of the credential scope. */
  readonly date: string
  readonly region: string
  readonly service: string
  readonly terminator: string
  /** As given, `;` between the names. */
  readonly signedHeaders: string
  /** 64 lower-case hex digits. */
  readonly signature: string
  /** ISO 8601 basic. */
  readonly time: string
  /** Epoch milliseconds. */
  readonly signedAt: number
  /** Seconds; only presigned requests say so. */
  readonly lifetime?: number
  readonly sessionToken?: string
  /** `X-Amz-Content-Sha256` of a presigned query. */
  readonly payload?: string
}

export interface Unreadable {
  readonly refusal: SignatureRefusal
  readonly message: string
  /** In S3's words, where they are others. */
  readonly inS3?: string
  readonly presigned?: boolean
}

const algorithm = 'AWS4-HMAC-SHA256'
const longest = 604_800

/** The scope a request claims, unproved; undefined when it has no signature or one whose scope cannot be read. */
export function isSigned(request: SignedRequest): { readonly service: string; readonly region: string } | undefined {
  const header = request.headers.get('authorization')
  const credential =
    header === null
      ? request.query.includes('X-Amz-Credential=')
        ? signingParameters(request.query).get('X-Amz-Credential')
        : undefined
      : /(?:^|,)\s*Credential=([^,]*)/.exec(header.slice(header.indexOf(' ') + 1))?.[1]?.trimEnd()
  const scope = credential === undefined ? undefined : readCredential(credential)
  return scope && { service: scope.service, region: scope.region }
}

/** Reads the `Authorization` header, or the `X-Amz-…` parameters of a presigned request. */
export function readClaim(request: SignedRequest): Claim | Unreadable {
  const header = request.headers.get('authorization')
  const inQuery = /(?:^|&)X-Amz-(?:Algorithm|Credential|Signature|SignedHeaders)=/.test(request.query)
  if (header !== null && inQuery)
    return malformed(
      'Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified',
    )
  if (header !== null) return readHeader(header, request.headers)
  if (inQuery) {
    const claim = readQuery(signingParameters(request.query))
    return 'refusal' in claim ? { ...claim, presigned: true } : claim
  }
  return { refusal: 'missing', message: 'Request is missing Authentication Token' }
}

/** What stands after the mechanism's name. */
function partsOf(header: string): readonly string[] {
  return header
    .slice(header.indexOf(' ') + 1)
    .split(',')
    .map((part) => part.trim())
}

function readHeader(header: string, headers: Headers): Claim | Unreadable {
  if (!header.startsWith(`${algorithm} `))
    return malformed('The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.')
  const parts = new Map<string, string>()
  for (const part of partsOf(header)) {
    const at = part.indexOf('=')
    const name = part.slice(0, Math.max(at, 0))
    if (at < 1 || parts.has(name))
      return malformed(
        `'${name}' not a valid key=value pair (missing equal-sign, or given twice) in Authorization header.`,
      )
    parts.set(name, part.slice(at + 1))
  }
  const credential = parts.get('Credential')
  const signedHeaders = parts.get('SignedHeaders')
  const signature = parts.get('Signature')
  const time = headers.get('x-amz-date') ?? fromHttpDate(headers.get('date'))
  if (!credential || !signedHeaders || !signature || time === undefined)
    return malformed(
      [
        credential ? '' : "Authorization header requires 'Credential' parameter.",
        signature ? '' : "Authorization header requires 'Signature' parameter.",
        signedHeaders ? '' : "Authorization header requires 'SignedHeaders' parameter.",
        time === undefined
          ? "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header."
          : '',
      ]
        .filter((it) => it !== '')
        .join(' '),
    )
  return complete({
    presigned: false,
    credential,
    signedHeaders,
    signature,
    time,
    sessionToken: headers.get('x-amz-security-token') ?? undefined,
  })
}

function readQuery(query: ReadonlyMap<string, string | undefined>): Claim | Unreadable {
  const given = query.get('X-Amz-Algorithm')
  const credential = query.get('X-Amz-Credential')
  const signedHeaders = query.get('X-Amz-SignedHeaders')
  const signature = query.get('X-Amz-Signature')
  const time = query.get('X-Amz-Date')
  if (given !== undefined && given !== algorithm) return malformed('X-Amz-Algorithm only supports "AWS4-HMAC-SHA256"')
  if (!given || !credential || !signedHeaders || !signature || !time)
    return malformed(
      'Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.',
    )
  const lifetime = readLifetime(query)
  if (typeof lifetime === 'object') return lifetime
  return complete({
    presigned: true,
    credential,
    signedHeaders,
    signature,
    time,
    lifetime,
    sessionToken: query.get('X-Amz-Security-Token'),
    payload: query.get('X-Amz-Content-Sha256'),
  })
}

function readLifetime(query: ReadonlyMap<string, string | undefined>): number | undefined | Unreadable {
  if (!query.has('X-Amz-Expires')) return undefined
  const text = query.get('X-Amz-Expires') ?? ''
  if (/^-\d+$/.test(text)) return malformed('X-Amz-Expires must be non-negative')
  if (!/^\d{1,10}$/.test(text)) return malformed('X-Amz-Expires should be a number')
  const seconds = Number(text)
  if (seconds < 1) return malformed('X-Amz-Expires must be at least one second')
  if (seconds > longest)
    return malformed(
      'X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds',
    )
  return seconds
}

function complete({
  credential,
  ...said
}: Pick<Claim, 'presigned' | 'signedHeaders' | 'signature' | 'time' | 'lifetime' | 'sessionToken' | 'payload'> & {
  readonly credential: string
}): Claim | Unreadable {
  const scope = readCredential(credential)
  if (scope === undefined)
    return malformed(
      `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${printable(credential)}'`,
      said.presigned
        ? 'Error parsing the X-Amz-Credential parameter; the Credential is mal-formed; expecting "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request".'
        : 'The authorization header is malformed; the Credential is mal-formed; expecting "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request".',
    )
  const signedAt = parseAmzDate(said.time)
  if (signedAt === undefined)
    return malformed(
      `Date must be in ISO-8601 'basic format'. Got '${printable(said.time)}'. See http://en.wikipedia.org/wiki/ISO_8601`,
    )
  if (!/^[0-9a-f]{64}$/.test(said.signature))
    return malformed('The signature must be 64 lower-case hexadecimal digits.')
  if (!/^[a-z0-9!#$%&'*+.^_`|~-]+(?:;[a-z0-9!#$%&'*+.^_`|~-]+)*$/.test(said.signedHeaders))
    return malformed('SignedHeaders must be header names in lower case with semicolons between them.')
  return { ...said, ...scope, signedAt }
}

const credential = /^(\w{1,128})\/(\d{8})\/([\w.-]{1,64})\/([\w.-]{1,64})\/([^/]+)$/

function readCredential(
  text: string,
): Pick<Claim, 'accessKeyId' | 'date' | 'region' | 'service' | 'terminator'> | undefined {
  const [, accessKeyId, date, region, service, terminator] = credential.exec(text) ?? []
  if (!accessKeyId || !date || !region || !service || !terminator) return undefined
  return { accessKeyId, date, region, service, terminator }
}

/** The `X-Amz-…` parameters, decoded; undefined for one that is given twice or cannot be decoded. */
function signingParameters(query: string): ReadonlyMap<string, string | undefined> {
  const found = new Map<string, string | undefined>()
  for (const pair of query.split('&')) {
    if (!pair.startsWith('X-Amz-')) continue
    const at = pair.indexOf('=')
    const name = at < 0 ? pair : pair.slice(0, at)
    found.set(name, found.has(name) || at < 0 ? undefined : decoded(pair.slice(at + 1)))
  }
  return found
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/** RFC 9110 §5.6.7 dates, and ISO 8601 basic, which some signers put into `Date`. */
function fromHttpDate(text: string | null): string | undefined {
  if (text === null) return undefined
  if (!/^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/.test(text)) return text
  const at = Date.parse(text)
  return Number.isNaN(at) ? undefined : amzDate(at)
}

function malformed(message: string, inS3?: string): Unreadable {
  return { refusal: 'malformed', message, ...(inS3 !== undefined && { inS3 }) }
}

function printable(text: string): string {
  return text.slice(0, 128).replace(/[^\x20-\x7e]/g, '?')
}
