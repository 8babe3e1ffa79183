import { X509Certificate as Seen } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { join } from 'node:path'
import { loadX509 } from './x509'

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

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
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
  if (!existsSync(at('ca.crt')) || !existsSync(at('ca.key'))) await makeAuthority(at('ca.key'), at('ca.crt'), now)
  const ca = readFileSync(at('ca.crt'), 'utf8')
  if (!isGood(at('server.crt'), ca, names, now)) {
    const made = await makeServer(ca, readFileSync(at('ca.key'), 'utf8'), names, now)
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

async function makeAuthority(keyFile: string, certFile: string, now: number): Promise<void> {
  const {
    BasicConstraintsExtension,
    KeyUsageFlags,
    KeyUsagesExtension,
    SubjectKeyIdentifierExtension,
    X509CertificateGenerator,
  } = await loadX509()
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const serial = serialNumber()
  const cert = await X509CertificateGenerator.createSelfSigned({
    serialNumber: serial,
    // The serial in the name keeps two authorities of two servers apart in one trust store.
    name: `CN=podid ${serial.slice(0, 8)}`,
    notBefore: new Date(now - day),
    notAfter: new Date(now + caLife),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  keep(keyFile, await pem(keys.privateKey))
  keep(certFile, `${cert.toString('pem')}\n`)
}

async function makeServer(
  caText: string,
  caKey: string,
  names: readonly string[],
  now: number,
): Promise<{ cert: string; key: string }> {
  const x509 = await loadX509()
  const ca = new x509.X509Certificate(caText)
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const cert = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: 'CN=podid server',
    issuer: ca.subject,
    notBefore: new Date(now - day),
    notAfter: new Date(Math.min(now + serverLife, ca.notAfter.getTime())),
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey,
    signingKey: await crypto.subtle.importKey('pkcs8', der(caKey), algorithm, false, ['sign']),
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(
        names.map((value) => ({ type: isIP(value) ? ('ip' as const) : ('dns' as const), value })),
      ),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(ca),
    ],
  })
  return { cert: `${cert.toString('pem')}\n`, key: await pem(keys.privateKey) }
}

/** 127 random bits, positive as RFC 5280 §4.1.2.2 wants it. */
function serialNumber(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40
  return Buffer.from(bytes).toString('hex')
}

async function pem(key: CryptoKey): Promise<string> {
  const text = Buffer.from(await crypto.subtle.exportKey('pkcs8', key)).toString('base64')
  return `-----BEGIN PRIVATE KEY-----\n${text.replace(/.{64}(?=.)/g, '$&\n')}\n-----END PRIVATE KEY-----\n`
}

function der(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(text.replace(/-----[^-]+-----/g, ''), 'base64'))
}

/** Whole or not at all, and never readable by others. */
function keep(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o600 })
  chmodSync(`${file}.new`, 0o600)
  renameSync(`${file}.new`, file)
}
