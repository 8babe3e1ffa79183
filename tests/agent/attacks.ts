import { createHmac, createPrivateKey, createPublicKey, sign } from 'node:crypto'
import type { NewSigningKey } from '../../src/issuer'
import { issuer } from './tokens'

/** A case of tests/cases/tokens/attacks.json: a good token, and what is wrong with this one. */
export interface Attack {
  readonly name: string
  readonly header?: Readonly<Record<string, unknown>>
  readonly omitHeader?: readonly string[]
  readonly claims?: Readonly<Record<string, unknown>>
  readonly omitClaims?: readonly string[]
  readonly twice?: string
  readonly twiceHeader?: string
  readonly grow?: string
  readonly spell?: string
  readonly signatureOf?: string
  readonly sign: string
  /** `refused`: here, without any call upstream. `asks once`: no key of ours speaks for or against it. */
  readonly expect: 'refused' | 'asks once'
}

const encode = (bytes: string | Uint8Array): string => Buffer.from(bytes).toString('base64url')

/** The token of the case. It would be a good one of the pod `app-1` but for what the case says. */
export function attackToken(
  it: Attack,
  keys: { readonly cluster: NewSigningKey; readonly stranger: NewSigningKey },
): string {
  const now = Math.floor(Date.now() / 1_000)
  const under = it.sign === 'stranger' ? keys.stranger.kid : keys.cluster.kid
  const header = without({ alg: 'RS256', kid: under, typ: 'JWT', ...grown(it.header, it.grow) }, it.omitHeader)
  if (header.jwk === "the stranger's") header.jwk = keys.stranger.publicJwk
  const claims = without(
    {
      iss: issuer,
      sub: 'system:serviceaccount:default:app',
      aud: ['pods.eks.amazonaws.com'],
      iat: now - 10,
      nbf: now - 10,
      exp: now + 3_600,
      jti: `j of ${it.name}`,
      'kubernetes.io': {
        namespace: 'default',
        serviceaccount: { name: 'app', uid: '11111111-1111-1111-1111-111111111111' },
        pod: { name: 'app-1', uid: '22222222-2222-2222-2222-222222222222' },
      },
      ...grown(it.claims, it.grow),
    },
    it.omitClaims,
  )
  const head = encode(it.spell === 'header is text' ? 'RS256' : twice(header, it.twiceHeader))
  const body = encode(it.spell === 'claims are a list' ? JSON.stringify([claims]) : twice(claims, it.twice))
  const signature = signed(it, `${head}.${body}${it.signatureOf ?? ''}`, keys)
  return spelled(it.spell, head, body, signature)
}

function signed(
  it: Attack,
  text: string,
  keys: { readonly cluster: NewSigningKey; readonly stranger: NewSigningKey },
): string {
  const by = (key: NewSigningKey): string => {
    const { n, e } = Object(key.privateJwk)
    if (n === undefined || e === undefined) throw new Error('The cases are about RSA keys.')
    return encode(sign('sha256', Buffer.from(text), createPrivateKey({ key: key.privateJwk as never, format: 'jwk' })))
  }
  switch (it.sign) {
    case 'cluster':
      return by(keys.cluster)
    case 'stranger':
    case "stranger under the cluster's kid":
      return by(keys.stranger)
    case 'empty':
      return ''
    case 'hmac of the jwk':
      return createHmac('sha256', JSON.stringify(keys.cluster.publicJwk)).update(text).digest('base64url')
    case 'hmac of the public key': {
      const key = createPublicKey({ key: keys.cluster.publicJwk as never, format: 'jwk' })
      return createHmac('sha256', key.export({ type: 'spki', format: 'pem' }))
        .update(text)
        .digest('base64url')
    }
    default:
      throw new Error(`Nobody signs like "${it.sign}".`)
  }
}

function spelled(how: string | undefined, head: string, body: string, signature: string): string {
  const plain = `${head}.${body}.${signature}`
  switch (how) {
    case 'padded':
      return `${plain}==`
    case 'plus and slash':
      return `${head}.${body}.+/${signature.slice(2)}`
    case 'loose bits': {
      // 256 bytes are 342 characters, the last of which carries four bits that say nothing.
      const last = signature.at(-1) ?? 'A'
      const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
      return plain.slice(0, -1) + alphabet[alphabet.indexOf(last) ^ 1]
    }
    case 'fourth segment':
      return `${plain}.x`
    case 'dot at the end':
      return `${plain}.`
    case 'space inside':
      return `${head}. ${body}.${signature}`
    case 'five segments':
      return `${head}.${body}.${signature}.a.b`
    default:
      return plain
  }
}

function grown(
  said: Readonly<Record<string, unknown>> | undefined,
  name: string | undefined,
): Readonly<Record<string, unknown>> {
  return name === undefined || said?.[name] === undefined
    ? (said ?? {})
    : { ...said, [name]: 'x'.repeat(name === 'kid' ? 14_000 : 20_000) }
}

function without(all: Readonly<Record<string, unknown>>, names: readonly string[] = []): Record<string, unknown> {
  return Object.fromEntries(Object.entries(all).filter(([name]) => !names.includes(name)))
}

/** As JSON with one member said twice, the second time as it was. */
function twice(all: Readonly<Record<string, unknown>>, name: string | undefined): string {
  const text = JSON.stringify(all)
  return name === undefined ? text : `{${JSON.stringify(name)}:"first",${text.slice(1)}`
}
