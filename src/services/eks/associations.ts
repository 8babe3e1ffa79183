import { type Association, associationKey } from '../../domain'
import type { Store, Tables } from '../../store'
import type { Answer, Need, Operation, Parts, Said } from '../operation'
import { operation } from '../operation'
import { text } from '../said'
import { associationById, countAssociation } from './rows'
import { resourceTags } from './tags'

/** An association as EKS shows it: `externalId` where there is a target role to ask for it. */
export function associationOnTheWire(it: Association): Answer {
  return {
    clusterName: it.cluster,
    namespace: it.namespace,
    serviceAccount: it.serviceAccount,
    roleArn: it.roleArn,
    associationArn: it.arn,
    associationId: it.id,
    tags: it.tags,
    createdAt: new Date(it.createdAt),
    modifiedAt: new Date(it.modifiedAt),
    ownerArn: it.ownerArn,
    disableSessionTags: it.disableSessionTags,
    targetRoleArn: it.targetRoleArn,
    externalId: it.targetRoleArn === undefined ? undefined : it.externalId,
    policy: it.policy,
  }
}

export function summaryOnTheWire(it: Association): Answer {
  return {
    clusterName: it.cluster,
    namespace: it.namespace,
    serviceAccount: it.serviceAccount,
    associationArn: it.arn,
    associationId: it.id,
    ownerArn: it.ownerArn,
  }
}

export async function removeAssociation(
  tx: Pick<Tables, 'associations' | 'clusters'>,
  { cluster, namespace, serviceAccount }: Association,
): Promise<void> {
  await countAssociation(tx, cluster, -1)
  await tx.associations.remove(associationKey(cluster, namespace, serviceAccount))
}

/** Which association is spoken of. */
export interface Named {
  readonly cluster: string
  readonly id: string
}

export function named(said: Said): Named {
  return { cluster: text(said.clusterName), id: text(said.associationId) }
}

export async function needOnAssociation(
  action: string,
  { cluster, id }: Named,
  { store }: { readonly store: Pick<Store, 'associations'> },
): Promise<Need> {
  const row = await associationById(store, cluster, id)
  return { action, resource: `podidentityassociation/${cluster}/${id}`, context: resourceTags(row) }
}

/** An operation on the one association that its input names. */
export function onAssociation<More>(it: {
  readonly name: string
  readonly more: (said: Said) => More
  readonly handle: (asked: Named & More, parts: Parts) => Promise<Association>
}): Operation<Named & More> {
  return operation({
    service: 'eks',
    name: it.name,
    input: (said) => ({ ...named(said), ...it.more(said) }),
    need: (asked, facts) => needOnAssociation(`eks:${it.name}`, asked, facts),
    handle: async (asked, parts) => ({ association: associationOnTheWire(await it.handle(asked, parts)) }),
    about: ({ cluster }) => [{ type: 'AWS::EKS::Cluster', name: cluster }],
  })
}
