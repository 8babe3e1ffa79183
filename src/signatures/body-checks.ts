import type { Payload } from './answer'
import { type Checksum, checksum, checksumHeaders } from './checksum'
import { PayloadFault } from './payload-fault'

/** Something a body must agree with. */
export interface BodyCheck {
  update(bytes: Uint8Array): void
  /** Throws PayloadFault unless the body agreed. */
  end(trailers: ReadonlyMap<string, string>): void
}

/** Each digest that the signature, a header or an announced trailer gives for the body. */
export function bodyChecks(payload: Payload, headers: Headers): readonly BodyCheck[] {
  const checks: BodyCheck[] = []
  if (payload.kind === 'hash') checks.push(signedHash(payload.sha256))
  const md5 = headers.get('content-md5')
  if (md5 !== null) {
    requireDigest('Content-MD5', md5, 16)
    checks.push(agreeing(checksum('MD5'), () => md5, 'The Content-MD5 you specified did not match what we received.'))
  }
  const announced = (headers.get('x-amz-trailer') ?? '').toLowerCase()
  for (const [name, algorithm] of checksumHeaders) {
    const said = headers.get(name)
    if (said !== null) checks.push(named(name, () => said, checksum(algorithm)))
    if (announced.split(',').some((it) => it.trim() === name))
      checks.push(named(name, (trailers) => trailers.get(name), checksum(algorithm)))
  }
  return checks
}

function signedHash(sha256: string): BodyCheck {
  const hasher = new Bun.CryptoHasher('sha256')
  return {
    update(bytes) {
      hasher.update(bytes)
    },
    end() {
      if (hasher.digest('hex') !== sha256)
        throw new PayloadFault(
          'XAmzContentSHA256Mismatch',
          "The provided 'x-amz-content-sha256' header does not match what was computed.",
        )
    },
  }
}

type Said = (trailers: ReadonlyMap<string, string>) => string | undefined

function named(name: string, said: Said, running: Checksum): BodyCheck {
  const algorithm = name.slice('x-amz-checksum-'.length).toUpperCase()
  return agreeing(running, said, `The ${algorithm} you specified did not match the calculated checksum.`)
}

function agreeing(running: Checksum, said: Said, message: string): BodyCheck {
  return {
    update: running.update,
    end(trailers) {
      if (running.digest() !== said(trailers)) throw new PayloadFault('BadDigest', message)
    },
  }
}

function requireDigest(name: string, text: string, length: number): void {
  const bytes = Buffer.from(text, 'base64')
  if (bytes.length !== length || bytes.toString('base64') !== text)
    throw new PayloadFault('InvalidDigest', `The ${name} you specified was invalid.`)
}
