import { type Addon, addonKey, type ToldAddonStatus, told } from '../../domain'
import { addonNamed, clusterNamed, nextRevision } from '../eks/rows'
import { endUpdate, removeUpdatesOf } from '../eks/updates'
import { maybeList, maybeText, maybeTexts, structure, text } from '../said'
import { onCluster } from './clusters'

/**
 * A cluster's connector tells what became of an add-on. `DELETED` ends it; saying so again is no error. What is told with the id of another
 * update than the add-on is in ('' for none) is of yesterday, and changes nothing.
 */
export const putAddonState = onCluster({
  name: 'PutAddonState',
  more: (said) => ({
    name: text(said.addonName),
    status: toldStatus(said.status),
    issues: issuesSaid(said.issues),
    updateId: maybeText(said.updateId),
  }),
  async handle(cluster, { name, status, issues, updateId }, { store, revisions, now }) {
    const at = now()
    const state = await store.change(async (tx) => {
      await clusterNamed(tx, cluster)
      const key = addonKey(cluster, name)
      if (status === 'DELETED' && (await tx.addons.get(key)) === undefined) return status
      const row = await addonNamed(tx, cluster, name)
      if (updateId !== undefined && updateId !== (row.updateId ?? '')) return row.status
      const next = told(row, status, issues, at)
      if (next === undefined) {
        await tx.addons.remove(key)
        await removeUpdatesOf(tx, cluster, name)
        await nextRevision(tx, cluster)
        return status
      }
      await tx.addons.update(key, () => next)
      await endUpdate(tx, row, next)
      return next.status
    })
    if (state === 'DELETED') revisions.changed(cluster)
    return { status: state }
  },
})

const statuses = new Map<string, ToldAddonStatus>(
  (['ACTIVE', 'CREATE_FAILED', 'UPDATE_FAILED', 'DEGRADED', 'DELETE_FAILED', 'DELETED'] as const).map((it) => [it, it]),
)

function toldStatus(value: unknown): ToldAddonStatus {
  const status = statuses.get(text(value))
  if (status === undefined) throw new TypeError('The model promised a status here.')
  return status
}

function issuesSaid(value: unknown): Addon['issues'] {
  return (maybeList(value) ?? []).map((it) => {
    const { code, message, resourceIds } = structure(it)
    return { code: text(code), message: maybeText(message) ?? '', resourceIds: maybeTexts(resourceIds) ?? [] }
  })
}
