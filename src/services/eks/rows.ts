import type { Addon, Association, Cluster } from '../../domain'
import { addonKey } from '../../domain'
import type { Tables } from '../../store'
import { found } from '../fault'
import { noAddon, noAssociation, noCluster } from './faults'

/** Separates the parts of index values, as the tables do. */
export const sep = '\u001f'

export async function clusterNamed(of: Pick<Tables, 'clusters'>, name: string): Promise<Cluster> {
  return found(await of.clusters.get(name), () => noCluster(name))
}

/** Keys of a cluster's associations and add-ons begin so; no name of a cluster has a slash in it. */
export function ofCluster(name: string): string {
  return `${name}/`
}

export async function associationById(
  of: Pick<Tables, 'associations'>,
  cluster: string,
  id: string,
): Promise<Association | undefined> {
  const [row] = await of.associations.list({ by: 'byId', from: `${cluster}${sep}${id}` }, { limit: 1 })
  return row?.cluster === cluster && row.id === id ? row : undefined
}

export async function theAssociation(
  of: Pick<Tables, 'associations'>,
  cluster: string,
  id: string,
): Promise<Association> {
  return found(await associationById(of, cluster, id), () => noAssociation(cluster, id))
}

export async function addonNamed(of: Pick<Tables, 'addons'>, cluster: string, name: string): Promise<Addon> {
  return found(await of.addons.get(addonKey(cluster, name)), () => noAddon(cluster, name))
}

export function associationsOwnedBy(
  of: Pick<Tables, 'associations'>,
  { arn }: Pick<Addon, 'arn'>,
): Promise<readonly Association[]> {
  return of.associations.list({ by: 'byOwner', prefix: `${arn}${sep}` })
}

/** One association of the cluster more or less, in the change that makes it so, before it is so. Answers how many there were. */
export async function countAssociation(
  tx: Pick<Tables, 'associations' | 'clusters'>,
  cluster: string,
  more: 1 | -1,
): Promise<number> {
  const { associationCount } = await clusterNamed(tx, cluster)
  const before = associationCount ?? (await tx.associations.count({ by: 'byId', prefix: `${cluster}${sep}` }))
  await tx.clusters.update(cluster, (it) => ({
    ...it,
    revision: it.revision + 1,
    associationCount: before + more,
  }))
  return before
}

/** Tells those who watch the cluster that its associations or add-ons change; belongs into the same change. */
export async function nextRevision(tx: Pick<Tables, 'clusters'>, cluster: string): Promise<void> {
  const changed = await tx.clusters.update(cluster, (it) => ({ ...it, revision: it.revision + 1 }))
  found(changed, () => noCluster(cluster))
}
