/** A public key that signs a cluster's service-account tokens. */
export interface ClusterKey {
  /** The public JWK as published, `kid`, `kty` and `alg` included; never a private member. */
  readonly jwk: Readonly<Record<string, unknown>>
  /** Epoch milliseconds. */
  readonly addedAt: number
  /** Set when the cluster no longer publishes it; still accepted until no token can carry it (24 h later). */
  readonly retiredAt?: number
}

/** `local` and `created` clusters have their token keys here (issuer/), `registered` ones bring theirs. */
export type ClusterKind = 'created' | 'registered'

export interface Cluster {
  readonly name: string
  /** 16 characters `[a-z0-9]`, drawn at registration: names the cluster's OIDC provider and roles. */
  readonly id: string
  readonly arn: string
  readonly kind: ClusterKind
  readonly status: 'CREATING' | 'PENDING' | 'ACTIVE' | 'DELETING' | 'FAILED'
  /** The `iss` of its tokens; absent until activation. */
  readonly issuer?: string
  /** Further issuers accepted while old tokens live. */
  readonly formerIssuers: readonly string[]
  readonly keys: readonly ClusterKey[]
  /** ARN of its OIDC provider, `arn:…:oidc-provider/podid/clusters/<id>`. */
  readonly providerArn: string
  readonly connectorRoleArn: string
  readonly agentRoleArn: string
  /** When the connector of a built-in cluster was heard last, to some ten seconds; absent: never. */
  readonly heardAt?: number
  readonly activation?: Activation
  readonly createdAt: number
  readonly tags: Readonly<Record<string, string>>
  /** What CreateCluster or RegisterCluster said and DescribeCluster echoes (roleArn, provider, version, resourcesVpcConfig…). */
  readonly said: Readonly<Record<string, unknown>>
  /** DeleteCluster is refused while it is true. */
  readonly deletionProtection?: boolean
  /** Goes up by one with every change of associations or add-ons, for WatchCluster. */
  readonly revision: number
  /** How many associations it has; absent until one is made or taken away. */
  readonly associationCount?: number
}

export interface Activation {
  readonly id: string
  /** SHA-256 of the code, hex. The code itself is never stored. */
  readonly codeHash: string
  readonly expiresAt: number
  /** Thumbprint of the first JWKS that used the code: the same may use it again, another is refused. */
  readonly boundTo?: string
}

const name = /^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$/

/** https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html */
export function isClusterName(text: string): boolean {
  return name.test(text)
}

/** Milliseconds a key or an issuer counts after the cluster gave it up: no token of Kubernetes that we accept lives longer. */
export const keyAfterlife = 86_400_000

/** The public keys whose signature counts at `now`. */
export function keysInForce(cluster: Cluster, now: number): readonly ClusterKey[] {
  return cluster.keys.filter(({ retiredAt }) => retiredAt === undefined || now < retiredAt + keyAfterlife)
}

/** The issuers its tokens may name; none before activation. */
export function issuersOf({ issuer, formerIssuers }: Cluster): readonly string[] {
  return issuer === undefined ? [] : [issuer, ...formerIssuers]
}

const mostFormerIssuers = 4

/**
 * The cluster as it is once it publishes these keys under this issuer: keys it no longer publishes retire, those retired long enough are
 * forgotten. `same` tells whether two JWKs are one public key.
 */
export function publishing(
  cluster: Cluster,
  published: { readonly issuer: string; readonly keys: readonly ClusterKey['jwk'][] },
  given: { readonly now: number; readonly same: (one: ClusterKey['jwk'], other: ClusterKey['jwk']) => boolean },
): Cluster {
  const { now, same } = given
  const current = published.keys.map((jwk) => ({
    jwk,
    addedAt: cluster.keys.find((it) => same(it.jwk, jwk))?.addedAt ?? now,
  }))
  // A published key takes its `kid` from a former one: a `kid` that two keys share would stand for none.
  const retired = keysInForce(cluster, now)
    .filter((it) => !published.keys.some((jwk) => same(it.jwk, jwk) || jwk.kid === it.jwk.kid))
    .map((it) => ({ ...it, retiredAt: it.retiredAt ?? now }))
  const formerIssuers = issuersOf(cluster).filter((it) => it !== published.issuer)
  return {
    ...cluster,
    status: 'ACTIVE',
    issuer: published.issuer,
    formerIssuers: formerIssuers.slice(0, mostFormerIssuers),
    keys: [...current, ...retired],
  }
}
