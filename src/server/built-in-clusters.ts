import type { House } from './house'

/** A cluster whose tokens this server signs: whoever runs it on a machine must know these of it. */
export interface BuiltInCluster {
  readonly name: string
  /** Another one for a cluster made anew under an old name. */
  readonly id: string
  readonly connectorRoleArn: string
  readonly agentRoleArn: string
}

/** The clusters made here. */
export async function builtInClusters({ store }: Pick<House, 'store'>): Promise<readonly BuiltInCluster[]> {
  const clusters = await store.clusters.list()
  return clusters
    .filter(({ kind, status }) => kind === 'created' && status === 'ACTIVE')
    .map(({ name, id, connectorRoleArn, agentRoleArn }) => ({ name, id, connectorRoleArn, agentRoleArn }))
}
