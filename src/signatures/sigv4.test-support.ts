import { createHash, createHmac } from 'node:crypto'
import { SignatureV4 } from '@smithy/signature-v4'
import { Secret, type Session } from '../domain'
import type { KnownKey, SignedRequest } from './answer'
import { type VerifyGiven, verifySignature } from './sigv4'

export const accessKeyId = 'AKIAIOSFODNN7EXAMPLE'
export const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY'
export const now = Date.UTC(2026, 0, 2, 3, 4, 5)
export const services = ['eks', 'eks-auth', 'sts', 'iam', 's3', 'cloudtrail', 'podid']

export const session: Session = {
  kind: 'role',
  account: '111122223333',
  arn: 'arn:aws:sts::111122223333:assumed-role/app/s',
  principalId: 'AROAAAAAAAAAAAAAAAAAA:s',
  name: 's',
  issuedAt: now,
  expiresAt: now + 3_600_000,
  tags: [],
  transitive: [],
  chained: false,
}

export const find: VerifyGiven['find'] = async (id, token): Promise<KnownKey | 'unknown-key'> => {
  if (id !== accessKeyId) return 'unknown-key'
  const secret = new Secret(secretAccessKey)
  return token === 'the-token' ? { accessKeyId: id, secret, session } : { accessKeyId: id, secret, userName: 'me' }
}

/** A request as it stands on the wire. */
export interface Sent {
  readonly method: string
  readonly path: string
  readonly query: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export async function verify(sent: Sent, given: Partial<VerifyGiven> & { readonly streams?: boolean } = {}) {
  const request: SignedRequest = { ...sent, headers: new Headers(sent.headers) }
  const body = given.streams === true ? undefined : Buffer.from(sent.body)
  return verifySignature(request, body, { now, services, find, ...given })
}

/** What the answer comes down to. */
export async function refusal(sent: Sent, given: Parameters<typeof verify>[1] = {}): Promise<string> {
  const answer = await verify(sent, given)
  return answer.proved ? 'proved' : answer.refusal
}

class Sha256 {
  readonly #hash
  constructor(key?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = key === undefined ? createHash('sha256') : createHmac('sha256', keyBytes(key))
  }
  update(data: string | Uint8Array): void {
    this.#hash.update(data)
  }
  async digest(): Promise<Uint8Array> {
    return new Uint8Array(this.#hash.digest())
  }
  reset(): void {
    throw new Error('The signer never resets.')
  }
}

function keyBytes(key: string | ArrayBuffer | ArrayBufferView): Uint8Array {
  if (typeof key === 'string') return Buffer.from(key)
  return key instanceof ArrayBuffer ? new Uint8Array(key) : new Uint8Array(key.buffer, key.byteOffset, key.byteLength)
}

export interface ToSign {
  readonly service?: string
  readonly region?: string
  readonly method?: string
  readonly path?: string
  readonly query?: Readonly<Record<string, string | string[]>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly at?: number
  readonly sessionToken?: string
  readonly presignFor?: number
}

/** Signs as the AWS SDK for JavaScript does. */
export async function signed(to: ToSign = {}): Promise<Sent> {
  const { service = 'eks', method = 'POST', path = '/clusters/blue', query = {}, body = '{"a":1}', at = now } = to
  const signer = new SignatureV4({
    service,
    region: to.region ?? 'us-east-1',
    credentials: { accessKeyId, secretAccessKey, sessionToken: to.sessionToken },
    sha256: Sha256,
    uriEscapePath: service !== 's3',
    applyChecksum: true,
  })
  const request = {
    method,
    protocol: 'http:',
    hostname: '127.0.0.1',
    path,
    query: { ...query },
    headers: {
      host: '127.0.0.1:4080',
      ...(service === 's3' && to.presignFor !== undefined ? { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' } : {}),
      ...to.headers,
    },
    body: to.presignFor === undefined ? body : '',
  }
  const done =
    to.presignFor === undefined
      ? await signer.sign(request, { signingDate: new Date(at) })
      : await signer.presign(request, { signingDate: new Date(at), expiresIn: to.presignFor })
  return {
    method,
    path,
    query: onTheWire(done.query ?? {}),
    headers: done.headers,
    body: to.presignFor === undefined ? body : '',
  }
}

function onTheWire(query: Readonly<Record<string, string | readonly string[] | null>>): string {
  return Object.entries(query)
    .flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).map((it) => `${strict(name)}=${strict(it ?? '')}`),
    )
    .join('&')
}

export function strict(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (it) => `%${it.charCodeAt(0).toString(16).toUpperCase()}`)
}

/** The same request with another `Authorization` header. */
export function reauthorized(sent: Sent, change: (header: string) => string): Sent {
  return { ...sent, headers: { ...sent.headers, authorization: change(sent.headers.authorization ?? '') } }
}
