import { type Cluster, isPinned } from '../../domain'
import { jwkThumbprint } from '../../signatures'
import { keysOnTheWire } from '../cluster-keys'
import { needOnCluster } from '../eks/clusters'
import { type Answer, type Operation, operation, type Parts, type Said } from '../operation'
import { maybeList, structure, text } from '../said'

/** An operation of ours on the one cluster that its input names. */
export function onCluster<More>(it: {
  readonly name: string
  readonly readOnly?: boolean
  readonly more: (said: Said) => More
  readonly handle: (cluster: string, more: More, parts: Parts) => Promise<Answer>
}): Operation<{ readonly cluster: string; readonly more: More }> {
  return operation({
    service: 'podid',
    name: it.name,
    readOnly: it.readOnly,
    input: (said) => ({ cluster: text(said.clusterName), more: it.more(said) }),
    async need({ cluster }, facts) {
      const need = await needOnCluster(`podid:${it.name}`, cluster, facts)
      const { partition, region, account } = facts
      return { ...need, resource: `arn:${partition}:eks:${region}:${account}:cluster/${cluster}` }
    },
    handle: ({ cluster, more }, parts) => it.handle(cluster, more, parts),
    about: ({ cluster }) => [{ type: 'AWS::EKS::Cluster', name: cluster }],
  })
}

/** The JWKs as said: each as JSON text. */
export function jwksSaid(value: unknown): readonly string[] {
  return (maybeList(value) ?? []).map((it) => text(structure(it).jwk))
}

export function clusterKeysOnTheWire(cluster: Cluster, now: number): Answer {
  return {
    clusterName: cluster.name,
    clusterArn: cluster.arn,
    id: cluster.id,
    status: cluster.status,
    issuer: cluster.issuer,
    formerIssuers: cluster.formerIssuers,
    keys: keysOnTheWire(cluster, now),
    keysPinned: isPinned(cluster),
    waitingKeys: (cluster.waiting?.keys ?? []).map(({ jwk, seenAt }) => ({
      jwk: JSON.stringify(jwk),
      thumbprint: jwkThumbprint(jwk),
      seenAt: new Date(seenAt),
    })),
    revision: cluster.revision,
    connectorRoleArn: cluster.connectorRoleArn,
    agentRoleArn: cluster.agentRoleArn,
  }
}
