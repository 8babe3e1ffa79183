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
  readonly activation?: Activation
  readonly createdAt: number
  readonly tags: Readonly<Record<string, string>>
  /** What CreateCluster or RegisterCluster said and DescribeCluster echoes (roleArn, provider, version, resourcesVpcConfig…). */
  readonly said: Readonly<Record<string, unknown>>
  /** Goes up by one with every change of associations or add-ons, for WatchCluster. */
  readonly revision: number
}

export interface Activation {
  readonly id: string
  /** SHA-256 of the code, hex. The code itself is never stored. */
  readonly codeHash: string
  readonly expiresAt: number
  /** Thumbprint of the first JWKS that used the code: the same may use it again, another is refused. */
  readonly boundTo?: string
}
