import { type Association, associationKey, externalIdOf } from '../../domain'
import type { Tables } from '../../store'
import { Fault } from '../fault'
import type { Parts } from '../operation'
import { eksArn } from './arns'
import { inUse } from './faults'
import { fitForPods } from './roles'
import { countAssociation } from './rows'

const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** What is said of a new association. */
export type Wanted = Pick<
  Association,
  | 'cluster'
  | 'namespace'
  | 'serviceAccount'
  | 'roleArn'
  | 'disableSessionTags'
  | 'targetRoleArn'
  | 'policy'
  | 'ownerArn'
  | 'tags'
>

/** A drawn id and the moment, given from outside of the change, since a change may run more than once. */
export interface Birth {
  readonly id: string
  readonly at: number
}

export function birth({ draw, now }: Pick<Parts, 'draw' | 'now'>): Birth {
  return { id: `a-${draw(17, alphabet)}`, at: now() }
}

/** Makes the association in this change, or refuses: role, one association a service account, quota. */
export async function makeAssociation(
  tx: Pick<Tables, 'associations' | 'clusters' | 'roles'>,
  wanted: Wanted,
  { id, at }: Birth,
  here: Pick<Parts, 'account' | 'region' | 'partition' | 'limits'>,
): Promise<Association> {
  const { cluster, namespace, serviceAccount, roleArn } = wanted
  await fitForPods(tx, roleArn)
  const row: Association = {
    ...wanted,
    id,
    arn: eksArn(here, `podidentityassociation/${cluster}/${id}`),
    externalId: externalIdOf(here.region, here.account, wanted),
    createdAt: at,
    modifiedAt: at,
  }
  const key = associationKey(cluster, namespace, serviceAccount)
  const there = await tx.associations.get(key)
  if (there !== undefined) throw inUse(`Association already exists: ${there.id}`, { clusterName: cluster })
  if ((await countAssociation(tx, cluster, 1)) >= here.limits.associationsPerCluster) {
    throw new Fault(
      'ResourceLimitExceededException',
      `The cluster ${cluster} has reached its limit of ${here.limits.associationsPerCluster} pod identity associations.`,
      { clusterName: cluster },
    )
  }
  await tx.associations.insert(key, row)
  return row
}
