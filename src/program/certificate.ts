import { X509Certificate as Seen } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { join } from 'node:path'
import { issue, makeAuthority } from './issue'

/** A server certificate from our own certificate authority. */
export interface OwnCertificate {
  /** PEM: the server's certificate, then the authority's. */
  readonly cert: string
  readonly key: string
  /** Path and PEM of the authority's certificate, which clients are to trust. */
  readonly caFile: string
  readonly ca: string
  /** SHA-256 of the authority's certificate, as browsers and openssl show it. */
  readonly fingerprint: string
}

const day = 86_400_000
const caLife = 3650 * day
const serverLife = 90 * day

/**
 * The certificate for `names` (host names and IP addresses) of the authority kept in `folder`. What is there and still good for a third of its
 * life is used again, so that a restart changes nothing; the authority itself is made once. RFC 5280; keys are ECDSA P-256, 0600.
 */
export async function ownCertificate(folder: string, names: readonly string[], now: number): Promise<OwnCertificate> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const at = (name: string): string => join(folder, name)
  if (!existsSync(at('ca.crt')) || !existsSync(at('ca.key'))) {
    const made = await makeAuthority(now, caLife)
    keep(at('ca.key'), made.key)
    keep(at('ca.crt'), made.cert)
  }
  const ca = readFileSync(at('ca.crt'), 'utf8')
  if (!isGood(at('server.crt'), ca, names, now)) {
    const made = await issue({ cert: ca, key: readFileSync(at('ca.key'), 'utf8') }, names, now, serverLife)
    keep(at('server.key'), made.key)
    keep(at('server.crt'), made.cert)
  }
  return {
    cert: readFileSync(at('server.crt'), 'utf8') + ca,
    key: readFileSync(at('server.key'), 'utf8'),
    caFile: at('ca.crt'),
    ca,
    fingerprint: new Seen(ca).fingerprint256,
  }
}

function isGood(file: string, ca: string, names: readonly string[], now: number): boolean {
  if (!existsSync(file)) return false
  const seen = new Seen(readFileSync(file, 'utf8'))
  const left = Date.parse(seen.validTo) - now
  return (
    left > serverLife / 3 &&
    seen.verify(new Seen(ca).publicKey) &&
    names.every((name) => (isIP(name) ? seen.checkIP(name) : seen.checkHost(name)) !== undefined)
  )
}

/** Whole or not at all, and never readable by others. */
function keep(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o600 })
  chmodSync(`${file}.new`, 0o600)
  renameSync(`${file}.new`, file)
}
