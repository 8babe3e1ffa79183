import { type Addon, ended, type Update } from '../../domain'
import { type Tables, tables, updateKey } from '../../store'
import type { Answer } from '../operation'
import { sep } from './rows'

// What was asked of a cluster or an add-on, kept for DescribeUpdate and ListUpdates.

/** Where the updates of a cluster itself (no add-on) or of one of its add-ons begin, in the order of their time. */
export function updatesOf(cluster: string, addon = ''): { readonly by: 'byResource'; readonly prefix: string } {
  return { by: 'byResource', prefix: [cluster, addon, ''].join(sep) }
}

/** Its place in that order. */
export function placeOf(it: Update): string {
  return tables.updates.indexes.byResource?.(it, updateKey(it.cluster, it.id)) ?? ''
}

/** Parameters in AWS's words; what was not said is left out. */
export function paramsOf(said: Readonly<Record<string, string | undefined>>): Update['params'] {
  return Object.entries(said).flatMap(([type, value]) => (value === undefined ? [] : [{ type, value }]))
}

export async function keepUpdate(tx: Pick<Tables, 'updates'>, it: Update): Promise<void> {
  await tx.updates.insert(updateKey(it.cluster, it.id), it)
}

/** Ends the update that the add-on was in, if it was in one, by what has become of the add-on. */
export async function endUpdate(
  tx: Pick<Tables, 'updates'>,
  { cluster, updateId }: Addon,
  now: Pick<Addon, 'status' | 'issues'>,
): Promise<void> {
  if (updateId === undefined) return
  await tx.updates.update(updateKey(cluster, updateId), (it) => ended(it, now))
}

/** They go with the add-on that they are of. */
export async function removeUpdatesOf(tx: Pick<Tables, 'updates'>, cluster: string, addon: string): Promise<void> {
  for (const { id } of await tx.updates.list(updatesOf(cluster, addon))) await tx.updates.remove(updateKey(cluster, id))
}

export function updateOnTheWire(it: Update): Answer {
  return {
    id: it.id,
    status: it.status,
    type: it.type,
    params: it.params,
    createdAt: new Date(it.createdAt),
    errors: it.errors.map(({ code, message, resourceIds }) => ({
      errorCode: code,
      errorMessage: message,
      resourceIds,
    })),
  }
}
