/** How an API server is reached, and as whom. */
export interface ClusterAccess {
  /** `https://10.96.0.1:443`, without trailing slash. */
  readonly server: string
  /** PEM; absent: the authorities that the machine trusts. */
  readonly ca?: string
  /** The name in its certificate, when it is not the host of `server`. */
  readonly serverName?: string
  /** Its certificate is not checked: only as a kubeconfig says so. */
  readonly insecure?: boolean
  /** PEM. */
  readonly clientCertificate?: { readonly cert: string; readonly key: string }
  readonly proxy?: string
  /** The value of the Authorization header; asked before each request, since tokens rotate. `renew`: the last one was refused. */
  readonly authorization: (renew: boolean) => Promise<string | undefined>
  /** Impersonation and the like. */
  readonly headers?: Readonly<Record<string, string>>
  /** The namespace it works in when none is said. */
  readonly namespace: string
  /** What it is called: the context of a kubeconfig, or `in-cluster`. */
  readonly name: string
}

/** Why an API server cannot even be asked: no configuration, or one that cannot be used. In words a person can act on. */
export class NoAccess extends Error {
  override readonly name = 'NoAccess'
}
