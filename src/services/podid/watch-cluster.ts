import type { Addon, Association } from '../../domain'
import { parsed } from '../eks/addon-configuration'
import { clusterNamed, ofCluster } from '../eks/rows'
import type { Answer, Parts } from '../operation'
import { maybeNumber } from '../said'
import { onCluster } from './clusters'
import { hear } from './hear'

/**
 * Tells what is wanted on a cluster: its associations and add-ons, at once when they are of another revision than `sinceRevision`, else
 * as soon as they are, or after `waitSeconds` as they still are.
 */
export const watchCluster = onCluster({
  name: 'WatchCluster',
  more: ({ sinceRevision, waitSeconds }) => ({
    since: maybeNumber(sinceRevision),
    wait: (maybeNumber(waitSeconds) ?? 0) * 1000,
  }),
  async handle(name, { since, wait }, parts) {
    if (since !== undefined) await untilChanged(name, since, wait, parts)
    const { store } = parts
    await hear(await clusterNamed(store, name), parts)
    // The revision is read first: what changes in between is told twice, and never missed.
    const { revision } = await clusterNamed(store, name)
    const prefix = ofCluster(name)
    return {
      revision,
      associations: (await store.associations.list({ prefix })).map(associationOnTheWire),
      addons: (await store.addons.list({ prefix })).map(addonOnTheWire),
    }
  },
})

/** Milliseconds between looks at the store: other replicas' changes wake nobody here. */
const look = 2_000

async function untilChanged(name: string, since: number, wait: number, parts: Parts): Promise<void> {
  const { gone } = wait > 0 ? parts : { gone: AbortSignal.abort() }
  for (let left = wait; left > 0 && !gone.aborted; left -= look) {
    const over = new AbortController()
    // Asked for before the store is read, so that no change falls in between.
    const changed = parts.revisions.next(name, Math.min(left, look), AbortSignal.any([gone, over.signal]))
    try {
      const cluster = await clusterNamed(parts.store, name)
      await hear(cluster, parts)
      if (cluster.revision !== since) return
      await changed
    } finally {
      over.abort()
    }
  }
}

function associationOnTheWire({ id, namespace, serviceAccount }: Association): Answer {
  return { associationId: id, namespace, serviceAccount }
}

/** Whatever it was written in: a connector needs to read JSON only. */
function asJson({ configurationValues }: Addon): string | undefined {
  return configurationValues === undefined ? undefined : JSON.stringify(parsed(configurationValues)?.value)
}

function addonOnTheWire(it: Addon): Answer {
  return {
    name: it.name,
    version: it.version,
    status: it.status,
    namespace: it.namespace,
    configurationValues: asJson(it),
    resolveConflicts: it.resolveConflicts,
    updateId: it.updateId ?? '',
    serviceAccountRoleArn: it.serviceAccountRoleArn,
    preserve: it.preserve ?? false,
  }
}
