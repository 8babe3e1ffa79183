import { readFile } from 'node:fs/promises'
import { type Client, ClientFault } from '../client'
import type { KeySource, Told } from './keys'
import { recordOf } from './record'

/** Milliseconds for one look. */
const time = 1_000
const serviceAccount = '/var/run/secrets/kubernetes.io/serviceaccount'

/** The control plane's record of the cluster. Amazon's EKS Auth has no such operation: then there are no keys to be had there. */
export function keysFromServer(client: Client, clusterName: string): KeySource {
  return async () => {
    try {
      const answer = await client.call(
        'podid',
        'GetClusterKeys',
        { clusterName },
        { signal: AbortSignal.timeout(time) },
      )
      return told([answer.issuer, ...listed(answer.formerIssuers)], listed(answer.keys).map(jwkOf))
    } catch (why) {
      if (why instanceof ClientFault) return undefined
      throw why
    }
  }
}

/** A key as the model carries it: its JWK as JSON text. */
function jwkOf(value: unknown): unknown {
  const text = typeof value === 'object' && value !== null && 'jwk' in value ? value.jwk : value
  return typeof text === 'string' ? JSON.parse(text) : undefined
}

/**
 * The API server's own word, with the pod's service account:
 * https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#service-account-issuer-discovery
 */
export function keysFromKubernetes(address: string, folder = serviceAccount): KeySource {
  const get = async (path: string): Promise<Readonly<Record<string, unknown>>> => {
    const [token, ca] = await Promise.all(['token', 'ca.crt'].map((it) => readFile(`${folder}/${it}`, 'utf8')))
    const response = await fetch(address + path, {
      headers: { authorization: `Bearer ${token?.trim()}`, accept: 'application/json, application/jwk-set+json' },
      redirect: 'error',
      signal: AbortSignal.timeout(time),
      ...(ca === undefined ? {} : { tls: { ca } }),
    })
    if (!response.ok) throw new Error(`The API server answered ${path} with ${response.status}.`)
    return recordOf(await response.json())
  }
  return async () => {
    const [discovery, jwks] = await Promise.all([get('/.well-known/openid-configuration'), get('/openid/v1/jwks')])
    return told([discovery.issuer], listed(jwks.keys))
  }
}

/** A JWKS in a file, with its issuer as a member or beside it; read anew at every look. */
export function keysFromFile(path: string, issuer: string): KeySource {
  return async () => {
    const said = recordOf(JSON.parse(await readFile(path, 'utf8')))
    const found = told([issuer === '' ? said.issuer : issuer], listed(said.keys))
    if (found === undefined)
      throw new Error(`${path} names no issuer or no keys: it needs "keys", and "issuer" or --issuer.`)
    return found
  }
}

function told(issuers: readonly unknown[], keys: readonly unknown[]): Told | undefined {
  const names = issuers.filter((it) => typeof it === 'string' && it !== '').map(String)
  const found = keys.filter((it) => typeof it === 'object' && it !== null).map(recordOf)
  return names.length === 0 || found.length === 0 ? undefined : { issuers: names, keys: found }
}

function listed(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
