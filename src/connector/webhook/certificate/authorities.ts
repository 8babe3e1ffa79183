import { createPrivateKey, X509Certificate } from 'node:crypto'
import { type KeyAndCertificate, makeAuthority } from '../../../program'

const day = 86_400_000
/** How long an authority is good for, and for how long the next is trusted before it signs: time for every API server to hear of it. */
export const authorityLife = 365 * day
export const overlap = day

/** The authorities of the webhook's certificates, as they are kept. */
export interface Authorities {
  /** Signs. */
  readonly signing: KeyAndCertificate
  /** Will sign, and is trusted already. */
  readonly next: KeyAndCertificate | undefined
  /** Certificates of those that signed, while what they signed may still be shown. */
  readonly former: readonly string[]
}

type Data = Readonly<Record<string, string>>

/** Undefined when something is missing, or is no authority, or a key belongs to another certificate. */
export function readAuthorities(data: Data): Authorities | undefined {
  const signing = pair(data, 'ca')
  if (signing === undefined) return undefined
  const former = (data['former.crt'] ?? '').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\n?/g) ?? []
  return { signing, next: pair(data, 'next'), former: former.filter(isAuthority) }
}

export function dataOf({ signing, next, former }: Authorities): Data {
  return {
    'ca.crt': signing.cert,
    'ca.key': signing.key,
    ...(next === undefined ? {} : { 'next.crt': next.cert, 'next.key': next.key }),
    ...(former.length === 0 ? {} : { 'former.crt': former.join('') }),
  }
}

/** What is to be trusted: whoever signs, will sign, or has signed. */
export function bundleOf({ signing, next, former }: Authorities): string {
  return [signing.cert, ...(next === undefined ? [] : [next.cert]), ...former].join('')
}

/** The authorities as they should be now: the same object when nothing is to be done. */
export async function upToDate(known: Authorities | undefined, now: number): Promise<Authorities> {
  if (known === undefined) return { signing: await makeAuthority(now, authorityLife), next: undefined, former: [] }
  const { signing, next } = known
  const former = known.former.filter((it) => end(it) > now)
  const due = next !== undefined && (now - start(next.cert) >= overlap || end(signing.cert) <= now)
  if (due && next !== undefined) return { signing: next, next: undefined, former: [...former, signing.cert] }
  if (end(signing.cert) <= now) return upToDate(undefined, now)
  if (next === undefined && end(signing.cert) - now < authorityLife / 3)
    return { signing, next: await makeAuthority(now, authorityLife), former }
  return former.length === known.former.length ? known : { ...known, former }
}

function pair(data: Data, name: string): KeyAndCertificate | undefined {
  const cert = data[`${name}.crt`]
  const key = data[`${name}.key`]
  if (cert === undefined || key === undefined || !isAuthority(cert)) return undefined
  try {
    return new X509Certificate(cert).checkPrivateKey(createPrivateKey(key)) ? { cert, key } : undefined
  } catch {
    return undefined
  }
}

function isAuthority(cert: string): boolean {
  try {
    return new X509Certificate(cert).ca
  } catch {
    return false
  }
}

export function end(cert: string): number {
  return Date.parse(new X509Certificate(cert).validTo)
}

/** When it was made: certificates begin a day earlier, for clocks that are behind. */
function start(cert: string): number {
  return Date.parse(new X509Certificate(cert).validFrom) + day
}
