import type { Tag } from './tag'

/** A policy document with its name: inline policies live in their role's or user's row. */
export interface InlinePolicy {
  readonly name: string
  readonly document: string
}

/** What roles and users have in common. */
export interface Identity {
  readonly name: string
  readonly path: string
  readonly arn: string
  /** `AROA…` or `AIDA…`, 21 characters; new for a re-created entity of the same name. */
  readonly id: string
  readonly createdAt: number
  readonly tags: readonly Tag[]
  readonly inline: readonly InlinePolicy[]
  /** ARNs of attached managed policies. */
  readonly attached: readonly string[]
  readonly boundaryArn?: string
}

export interface Role extends Identity {
  /** Trust policy as given, principals that are roles or users replaced by their unique ids. */
  readonly trust: string
  readonly description?: string
  /** Seconds, 3600..43200. */
  readonly maxSessionDuration: number
  readonly lastUsed?: { readonly at: number; readonly region: string }
  /** The name of the cluster whose registration made the role: nobody may change or delete it. */
  readonly ofCluster?: string
}

export interface User extends Identity {}

export interface AccessKey {
  readonly id: string
  readonly userName: string
  readonly userId: string
  readonly status: 'Active' | 'Inactive'
  /** The secret key, sealed with the master key. */
  readonly sealedSecret: string
  readonly createdAt: number
  readonly lastUsed?: { readonly at: number; readonly region: string; readonly service: string }
}

export interface ManagedPolicy {
  readonly name: string
  readonly path: string
  readonly arn: string
  /** `ANPA…`. */
  readonly id: string
  readonly description?: string
  readonly createdAt: number
  readonly updatedAt: number
  readonly tags: readonly Tag[]
  readonly defaultVersion: string
  readonly versions: readonly { readonly id: string; readonly document: string; readonly createdAt: number }[]
  /** The highest version number ever given, since numbers are not used again. */
  readonly lastVersion: number
}

export interface OidcProvider {
  readonly arn: string
  /** Without `https://`. For a cluster's own provider: `podid/clusters/<id>`. */
  readonly url: string
  readonly clientIds: readonly string[]
  readonly thumbprints: readonly string[]
  readonly tags: readonly Tag[]
  readonly createdAt: number
  /** The name of the cluster that the provider stands for: its keys are the cluster's. Unmodifiable. */
  readonly ofCluster?: string
}
