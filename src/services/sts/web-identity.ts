import type { OidcProvider, Role } from '../../domain'
import { compile, isFault, principalsOf } from '../../policy'
import { type TrustedKeys, trustedKeys, unverifiedClaims, verifyWebToken, type WebTokenAnswer } from '../../signatures'
import { clusterTrust } from '../cluster-trust'
import { Fault } from '../fault'
import type { Parts } from '../operation'
import { notByWebIdentity } from './faults'

/** Whom a proved token speaks of, and the provider whose keys proved it. */
export interface WebIdentity {
  readonly provider: OidcProvider
  readonly issuer: string
  readonly subject: string
  readonly audience: readonly string[]
  readonly claims: Readonly<Record<string, unknown>>
}

type Refused = Extract<WebTokenAnswer, { readonly message: string }>

/**
 * Tries the token against the keys of each provider that the role's trust policy names. Clusters may share issuer, subject and `kid`, so
 * none of these ever leads to a provider. Throws the fault that tells most when none of them proves it.
 */
export async function whoseToken(token: string, role: Role, parts: Parts): Promise<WebIdentity> {
  let best: Refused | 'unreachable' | undefined
  for (const provider of await providersOf(role, parts)) {
    const trust = await trustOf(provider, token, parts)
    if (typeof trust === 'string') {
      if (trust === 'unreachable') best ??= trust
      else best ??= { refused: 'issuer', message: 'The token is from another issuer.' }
      continue
    }
    const answer = verifyWebToken(token, { ...trust, audiences: provider.clientIds }, parts.now())
    if (answer.refused === undefined) return { ...answer, provider }
    if (best === undefined || best === 'unreachable' || tellsMore(answer, best)) best = answer
  }
  throw faultFor(best)
}

/** Whoever's key fits has the most to say of the token. */
function tellsMore({ refused }: Refused, than: Refused): boolean {
  const keyFits = (it: Refused['refused']): boolean => it !== 'unknown-key' && it !== 'bad-signature' && it !== 'issuer'
  return keyFits(refused) && !keyFits(than.refused)
}

function faultFor(best: Refused | 'unreachable' | undefined): Fault {
  if (best === undefined) return notByWebIdentity()
  if (best === 'unreachable')
    return new Fault('IDPCommunicationError', 'The keys of the identity provider cannot be had. Please try again.')
  return new Fault(best.refused === 'expired' ? 'ExpiredTokenException' : 'InvalidIdentityToken', best.message)
}

async function providersOf(role: Role, { store }: Parts): Promise<readonly OidcProvider[]> {
  const trust = compile(role.trust, 'trust policy')
  if (isFault(trust)) return []
  const named = principalsOf(trust).filter(({ kind }) => kind === 'Federated')
  const found: OidcProvider[] = []
  for (const arn of new Set(named.map(({ value }) => value))) {
    const provider = await store.oidcProviders.get(arn)
    if (provider !== undefined) found.push(provider)
  }
  return found
}

interface Trust {
  readonly keys: TrustedKeys
  readonly issuers: readonly string[]
}

/** A cluster's provider has the cluster's keys; any other is asked for its own, but only about tokens that claim to be its. */
async function trustOf(
  { url, ofCluster, arn }: OidcProvider,
  token: string,
  { store, discover, now }: Parts,
): Promise<Trust | 'unreachable' | 'not-its-token'> {
  if (ofCluster !== undefined) {
    const cluster = await store.clusters.get(ofCluster)
    return cluster?.providerArn === arn ? clusterTrust(cluster, now()) : 'not-its-token'
  }
  const issuer = `https://${url}`
  if (unverifiedClaims(token)?.issuer !== issuer) return 'not-its-token'
  const jwks = await discover(issuer)
  return jwks === undefined ? 'unreachable' : { keys: trustedKeys(jwks), issuers: [issuer] }
}
