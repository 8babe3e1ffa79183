import { isIP } from 'node:net'
import { loadX509 } from './x509'

/** PEM. */
export interface KeyAndCertificate {
  readonly cert: string
  readonly key: string
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const day = 86_400_000

/** A new certificate authority, good for `life` milliseconds; RFC 5280, ECDSA P-256. */
export async function makeAuthority(now: number, life: number): Promise<KeyAndCertificate> {
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
    notAfter: new Date(now + life),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  return { cert: `${cert.toString('pem')}\n`, key: await pem(keys.privateKey) }
}

/** A server's certificate for `names` (host names and IP addresses), good for `life` milliseconds, though not longer than its authority. */
export async function issue(
  authority: KeyAndCertificate,
  names: readonly string[],
  now: number,
  life: number,
): Promise<KeyAndCertificate> {
  const x509 = await loadX509()
  const ca = new x509.X509Certificate(authority.cert)
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const cert = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: 'CN=podid server',
    issuer: ca.subject,
    notBefore: new Date(now - day),
    notAfter: new Date(Math.min(now + life, ca.notAfter.getTime())),
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey,
    signingKey: await crypto.subtle.importKey('pkcs8', der(authority.key), algorithm, false, ['sign']),
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
