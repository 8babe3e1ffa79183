import { type Addon, addonKey, type ToldAddonStatus, told } from '../../domain'
import type { Tables } from '../../store'
import { addonNamed, clusterNamed, nextRevision } from '../eks/rows'
import { endUpdate, removeUpdatesOf } from '../eks/updates'
import { maybeList, maybeText, maybeTexts, structure, text } from '../said'
import { onCluster } from './clusters'
import { hear } from './hear'

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
  async handle(cluster, told, parts) {
    const { store, revisions, now } = parts
    const at = now()
    await hear(await clusterNamed(store, cluster), parts)
    const state = await store.change((tx) => tellAddonState(tx, cluster, told, at))
    if (state === 'DELETED') revisions.changed(cluster)
    return { status: state }
  },
})

/** What an add-on's cluster tells. */
interface TellsState extends Pick<Addon, 'name' | 'issues'> {
  readonly status: ToldAddonStatus
  /** Absent: of whatever update it is in. */
  readonly updateId?: string
}

/** What is told of an add-on, and in which state it is then. */
export async function tellAddonState(
  tx: Tables,
  cluster: string,
  { name, status, issues, updateId }: TellsState,
  at: number,
): Promise<Addon['status'] | 'DELETED'> {
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
    return 'DELETED'
  }
  await tx.addons.update(key, () => next)
  await endUpdate(tx, row, next)
  return next.status
}

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
