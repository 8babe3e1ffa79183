import type { Client } from '../client'
import type { AssociatedAccount } from './watch-cluster'
import type { AssociationsView } from './webhook/associations'

export interface AssociationCopy extends AssociationsView {
  set(associations: readonly AssociatedAccount[]): void
  all(): readonly AssociatedAccount[]
}

/** The cluster's associations as WatchCluster told them last, or as they were kept before a restart; and the way to ask. */
export function associationCopy(given: {
  readonly clusterName: string
  /** Undefined while the cluster is not activated: nobody can be asked. */
  readonly client: () => Pick<Client, 'call'> | undefined
}): AssociationCopy {
  let known: ReadonlySet<string> | undefined
  let list: readonly AssociatedAccount[] = []
  const keyOf = (namespace: string, serviceAccount: string): string => `${namespace}/${serviceAccount}`
  return {
    isLoaded: () => known !== undefined,
    knows: (namespace, serviceAccount) => known?.has(keyOf(namespace, serviceAccount)) ?? false,
    async ask(namespace, serviceAccount, signal) {
      const client = given.client()
      if (client === undefined) throw new Error('The cluster is not activated yet: the control plane cannot be asked.')
      const { associations } = await client.call(
        'podid',
        'SearchAssociations',
        { clusterName: given.clusterName, namespace, serviceAccount, maxResults: 1 },
        { signal },
      )
      return Array.isArray(associations) && associations.length > 0
    },
    set(associations) {
      list = associations
      known = new Set(associations.map((it) => keyOf(it.namespace, it.serviceAccount)))
    },
    all: () => list,
  }
}
