import type { Client } from '../../../client'
import type { AssociationsView } from '../associations'

/** Asks the control plane for the one association that there can be; `fetch` keeps the connection. */
export function asksControlPlane(client: Pick<Client, 'call'>, clusterName: string): AssociationsView['ask'] {
  return async (namespace, serviceAccount, signal) => {
    const asked = { clusterName, namespace, serviceAccount, maxResults: 1 }
    const { associations } = await client.call('eks', 'ListPodIdentityAssociations', asked, { signal })
    if (!Array.isArray(associations)) throw new Error('The control plane answers without associations.')
    return associations.some((it) => it?.namespace === namespace && it?.serviceAccount === serviceAccount)
  }
}
