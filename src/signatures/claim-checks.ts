import { amzDate, isoSeconds } from './amz-date'
import type { SignatureAnswer, SignatureRefusal } from './answer'
import type { Claim } from './claim'

// What can be judged of a claim before any key is looked up.

export type Refused = Extract<SignatureAnswer, { readonly proved: false }>

const minute = 60_000

/** `details` are shown to the caller: never a secret. */
export function refuse(
  refusal: SignatureRefusal,
  message: string,
  details: Readonly<Record<string, string>> = {},
  presigned = false,
): Refused {
  return { proved: false, refusal, message, details, presigned }
}

/** Any region; a service that is accepted here; the day of the request's own date. All that is wrong is told at once, as AWS does. */
export function wrongScope(claim: Claim, services: readonly string[]): Refused | undefined {
  const { service, terminator, date, time, presigned } = claim
  const day = time.slice(0, 8)
  const wrong = [
    services.includes(service) ? '' : 'Credential should be scoped to correct service.',
    terminator === 'aws4_request'
      ? ''
      : `Credential should be scoped with a valid terminator: 'aws4_request', not '${terminator.slice(0, 64)}'.`,
    date === day
      ? ''
      : service === 's3'
        ? `Invalid credential date "${date}". This date is not the same as X-Amz-Date: "${day}".`
        : `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${date}' != '${day}', from '${time}'.`,
  ].filter((it) => it !== '')
  if (wrong.length === 0) return undefined
  const said = service === 's3' ? 'The authorization header is malformed; ' : ''
  return refuse('wrong-scope', `${said}${wrong.join(' ')}`, {}, presigned)
}

/** `host` always; what tells the operation; for S3 every `x-amz-*` header, since they say what is done with the object. */
export function unsigned(
  { service, presigned }: Claim,
  names: readonly string[],
  headers: Headers,
): Refused | undefined {
  if (!names.includes('host'))
    return refuse(
      'unsigned-headers',
      "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.",
      { HeadersNotSigned: 'host' },
      presigned,
    )
  const loose = (
    service === 's3' ? [...headers.keys()].filter((name) => name.startsWith('x-amz-')) : ['x-amz-target']
  ).filter((name) => headers.has(name) && !names.includes(name))
  if (loose.length === 0) return undefined
  return refuse(
    'unsigned-headers',
    'There were headers present in the request which were not signed',
    { HeadersNotSigned: loose.join(', ') },
    presigned,
  )
}

/** Five minutes either way, a quarter of an hour for S3; a presigned request from its date on for as long as it says. */
export function wrongMoment(claim: Claim, now: number): Refused | undefined {
  const { signedAt, lifetime, time, presigned } = claim
  const minutes = claim.service === 's3' ? 15 : 5
  const window = minutes * minute
  if (signedAt > now + window)
    return refuse(
      'not-yet-valid',
      `Signature not yet current: ${time} is still later than ${amzDate(now + window)} (${amzDate(now)} + ${minutes} min.)`,
      skewed(claim, now, window),
      presigned,
    )
  if (lifetime !== undefined) {
    const end = signedAt + lifetime * 1000
    if (now <= end) return undefined
    return refuse(
      'presigned-expired',
      'Request has expired',
      { Expires: isoSeconds(end), ServerTime: isoSeconds(now), 'X-Amz-Expires': String(lifetime) },
      presigned,
    )
  }
  if (presigned && claim.service === 's3')
    return refuse(
      'malformed',
      'Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.',
      {},
      presigned,
    )
  if (signedAt >= now - window) return undefined
  return refuse(
    'expired',
    `Signature expired: ${time} is now earlier than ${amzDate(now - window)} (${amzDate(now)} - ${minutes} min.)`,
    skewed(claim, now, window),
    presigned,
  )
}

function skewed({ time }: Claim, now: number, window: number): Readonly<Record<string, string>> {
  return { RequestTime: time, ServerTime: isoSeconds(now), MaxAllowedSkewMilliseconds: String(window) }
}
