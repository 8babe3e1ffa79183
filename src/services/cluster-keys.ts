import { createHash } from 'node:crypto'
import { type Cluster, keysInForce, publishing } from '../domain'
import { jwkThumbprint, trustedKeys } from '../signatures'
import type { Tables } from '../store'
import { Fault } from './fault'

type Jwk = Readonly<Record<string, unknown>>

/** What a cluster publishes: the issuer of its tokens and the keys that sign them. */
export interface Published {
  readonly issuer: string
  readonly keys: readonly Jwk[]
}

const publicMembers = ['kty', 'kid', 'alg', 'use', 'n', 'e', 'crv', 'x', 'y']
const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']

/**
 * The issuer and keys as said (JWKs as JSON text). Refuses keys that could verify nothing, two of one `kid`, and anything private: whoever
 * sends that has made a mistake that must not go unnoticed.
 */
export function acceptablePublished(issuer: string, texts: readonly string[]): Published {
  if (!isIssuer(issuer)) throw wrong('The issuer must be an http or https URL without query or fragment.')
  const keys = texts.map(publicKey)
  const { byKid } = trustedKeys(keys)
  for (const { kid } of keys) {
    const key = byKid.get(String(kid))
    if (key === 'ambiguous') throw wrong('Two of the keys have the same kid.')
    if (key === undefined)
      throw wrong(
        'A key cannot be used: its kind must be RSA of at least 2048 bits with RS256, P-256 with ES256, P-384 with ES384 or Ed25519.',
      )
  }
  return { issuer, keys }
}

function isIssuer(text: string): boolean {
  const url = /^[\x21-\x7e]+$/.test(text) ? URL.parse(text) : null
  return (url?.protocol === 'https:' || url?.protocol === 'http:') && url.search === '' && url.hash === ''
}

function publicKey(text: string): Jwk {
  const jwk = readJson(text)
  const member = (name: string): unknown => (Object.hasOwn(jwk, name) ? Reflect.get(jwk, name) : undefined)
  if (privateMembers.some((name) => member(name) !== undefined))
    throw wrong(
      'A key has private members. Give public keys alone, and replace this one: it has been sent over the wire.',
    )
  const kid = member('kid')
  if (typeof kid !== 'string' || !/^[\x21-\x7e]{1,256}$/.test(kid)) throw wrong('A key has no kid.')
  return Object.fromEntries(
    publicMembers.flatMap((name) => {
      const value = member(name)
      return typeof value === 'string' ? [[name, value] as const] : []
    }),
  )
}

function readJson(text: string): object {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null) return value
  } catch {}
  throw wrong('A key is not a JWK.')
}

/** One text for issuer and keys, whatever the order: SHA-256, hex. */
export function printOf({ issuer, keys }: Published): string {
  return createHash('sha256')
    .update(JSON.stringify([issuer, ...keys.map(jwkThumbprint).sort()]))
    .digest('hex')
}

/** The cluster with these keys, in this change. A public key that another live cluster holds is refused: it would speak for both. */
export async function publish(tx: Tables, cluster: Cluster, published: Published, now: number): Promise<Cluster> {
  const next = publishing(cluster, published, {
    now,
    same: (one, other) => jwkThumbprint(one) === jwkThumbprint(other),
  })
  const held = new Set(next.keys.map(({ jwk }) => jwkThumbprint(jwk)))
  for (const { jwk } of cluster.keys) {
    const print = jwkThumbprint(jwk)
    if (!held.has(print)) await tx.clusterKeys.remove(print)
  }
  for (const print of held) {
    if (await tx.clusterKeys.insert(print, { cluster: cluster.name })) continue
    if ((await tx.clusterKeys.get(print))?.cluster === cluster.name) continue
    throw new Fault('ResourceInUseException', 'A key is already held by another cluster.', {
      clusterName: cluster.name,
    })
  }
  await tx.clusters.update(cluster.name, () => next)
  return next
}

/** Lets go of all keys of a cluster that is being removed. */
export async function releaseKeys(tx: Tables, { name, keys }: Cluster): Promise<void> {
  for (const { jwk } of keys) {
    const print = jwkThumbprint(jwk)
    if ((await tx.clusterKeys.get(print))?.cluster === name) await tx.clusterKeys.remove(print)
  }
}

/** The keys that count now, as our own operations tell them. */
export function keysOnTheWire(cluster: Cluster, now: number): readonly Readonly<Record<string, unknown>>[] {
  return keysInForce(cluster, now).map(({ jwk, addedAt, retiredAt }) => ({
    jwk: JSON.stringify(jwk),
    addedAt: new Date(addedAt),
    retiredAt: retiredAt === undefined ? undefined : new Date(retiredAt),
  }))
}

function wrong(message: string): Fault {
  return new Fault('InvalidParameterException', message)
}
