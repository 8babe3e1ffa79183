import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Log } from './log'

export interface TlsFiles {
  readonly certFile: string
  readonly keyFile: string
}

export interface TlsText {
  readonly cert: string
  readonly key: string
}

/** The certificate chain and its key, once it is sure that they are readable and belong together. Throws in words that name the file and the remedy. */
export function tlsFromFiles({ certFile, keyFile }: TlsFiles): TlsText {
  const cert = readable(certFile, 'certificate')
  const key = readable(keyFile, 'private key')
  let certificate: X509Certificate
  try {
    certificate = new X509Certificate(cert)
  } catch {
    throw new Error(`${certFile} holds no PEM certificate. Give the certificate chain, the server's own first.`)
  }
  let matches: boolean
  try {
    matches = certificate.checkPrivateKey(createPrivateKey(key))
  } catch {
    throw new Error(`${keyFile} holds no PEM private key without a passphrase.`)
  }
  if (!matches) throw new Error(`The key in ${keyFile} does not belong to the certificate in ${certFile}.`)
  return { cert, key }
}

function readable(file: string, what: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new Error(`The TLS ${what} ${file} cannot be read. Check the path and that this user may read it.`)
  }
}

/**
 * Looks at the files every `every` ms (Kubernetes swaps them behind symbolic links, which file watching misses) and hands over a changed pair.
 * A pair that cannot be used yet, such as one half written, leaves the old one in place and is told once.
 */
export function watchTls(files: TlsFiles, every: number, renewed: (tls: TlsText) => void, log: Log): { stop(): void } {
  let known = fingerprint(files)
  let told = ''
  const timer = setInterval(() => {
    const seen = fingerprint(files)
    if (seen === known) return
    try {
      renewed(tlsFromFiles(files))
      known = seen
      log.info({ certificate: files.certFile }, 'TLS certificate renewed')
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      if (told !== message)
        log.warn({ reason: message }, 'the changed TLS certificate cannot be used; the old one stays')
      told = message
    }
  }, every)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}

function fingerprint({ certFile, keyFile }: TlsFiles): string {
  const hash = new Bun.CryptoHasher('sha256')
  for (const file of [certFile, keyFile]) {
    try {
      hash.update(readFileSync(file)).update('\0')
    } catch {
      hash.update('unreadable\0')
    }
  }
  return hash.digest('hex')
}
