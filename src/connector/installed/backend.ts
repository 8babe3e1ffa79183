import { type Api, follow, type KubeObject, kinds, refusedAs, type Seen } from '../../kubernetes'
import type { AddonState, WantedAddon } from '../addons'
import { type AgentSettings, addonLabel, agentObjects } from '../manifests/agent'
import { names } from '../manifests/names'
import { words } from '../watch-cluster'
import { applyAddon } from './apply-addon'
import { type Health, healthOf } from './health'

/** Milliseconds that something must be wrong before it is told: an image that is not pulled at the first try is no news. */
const grace = 5_000
/** Milliseconds after which a rollout that is merely slow is told as one that does not come about. */
const patience = 300_000

/** What is known of an add-on now: how it is, or nothing while it comes. */
export type Standing = AddonState | undefined

export interface Installed {
  /** What is wanted, whenever it is told; carries it out. */
  want(addons: readonly WantedAddon[]): void
  /** Ends when `signal` does, and leaves everything as it is. */
  readonly ended: Promise<void>
}

/**
 * The Kubernetes back end: keeps the objects of the wanted add-ons as they should be, and tells how each stands, whenever that changes. For
 * the replica that leads.
 */
export function keepInstalled(given: {
  readonly api: Api
  /** Undefined while the cluster is not activated. */
  readonly settings: () => AgentSettings | undefined
  readonly signal: AbortSignal
  readonly onStanding: (addon: WantedAddon, standing: Standing) => void
  readonly log: (message: string, facts: Readonly<Record<string, unknown>>) => void
  readonly now?: () => number
}): Installed {
  const { api, signal, now = () => performance.now() } = given
  const daemonSets = new Map<string, KubeObject>()
  const pods = new Map<string, KubeObject>()
  let looked = 0
  let wanted: readonly WantedAddon[] | undefined
  const since = new Map<string, { readonly fares: string; readonly at: number }>()
  /** The wish and the generation that were brought about last: what differs from them is another wish, or drift. */
  const done = new Map<string, string>()
  const wrong = new Map<string, AddonState>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let turning = Promise.resolve()

  const soon = (time = 50): void => {
    if (signal.aborted) return
    clearTimeout(timer)
    timer = setTimeout(() => {
      turning = turning.then(turn).catch((why) => {
        given.log('add-ons could not be looked after; trying again', { why: words(why) })
        soon(5_000)
      })
    }, time)
  }

  const turn = async (): Promise<void> => {
    const settings = given.settings()
    if (wanted === undefined || looked < 2 || settings === undefined || signal.aborted) return
    for (const addon of wanted) await attend(addon, settings)
    await prune(wanted)
  }

  const attend = async (addon: WantedAddon, settings: AgentSettings): Promise<void> => {
    if (addon.status === 'DELETING') return given.onStanding(addon, await remove(addon))
    const objects = addon.name === 'eks-pod-identity-agent' ? agentObjects(addon, settings) : nothing(addon)
    if ('wrong' in objects) {
      const code = 'ConfigurationConflict'
      return given.onStanding(
        addon,
        failed(addon, code, `The configuration values of ${addon.name} cannot be carried out: ${objects.wrong}`),
      )
    }
    const key = JSON.stringify([
      addon.version,
      addon.configurationValues,
      addon.resolveConflicts,
      addon.updateId,
      settings,
    ])
    if (done.get(addon.name) !== `${key} ${generations(addon)}`) {
      const applied = await applyAddon(api, addon, objects)
      if ('issue' in applied) {
        wrong.set(addon.name, { status: failure(addon), issues: [applied.issue] })
        soon(30_000)
      } else {
        wrong.delete(addon.name)
        for (const it of applied.objects) daemonSets.set(it.metadata.name, newer(daemonSets.get(it.metadata.name), it))
        done.set(addon.name, `${key} ${generations(addon)}`)
      }
    }
    given.onStanding(addon, wrong.get(addon.name) ?? standing(addon))
  }

  const own = (addon: Pick<WantedAddon, 'name'>): readonly KubeObject[] =>
    [...daemonSets.values()].filter((it) => it.metadata.labels?.[addonLabel] === addon.name)
  const generations = (addon: WantedAddon): string =>
    own(addon)
      .map((it) => `${it.metadata.name}@${it.metadata.uid}:${it.metadata.generation}`)
      .join()

  const standing = (addon: WantedAddon): Standing => {
    const healths = own(addon).map((it) => healthOf(it, [...pods.values()].filter(isOf(addon))))
    const health =
      healths.find(({ fares }) => fares === 'badly') ?? healths.find(({ fares }) => fares === 'coming') ?? healths[0]
    if (health === undefined) return undefined
    const before = since.get(addon.name)
    const at = before?.fares === health.fares ? before.at : now()
    since.set(addon.name, { fares: health.fares, at })
    return toldAs(health, now() - at)
  }

  const toldAs = (health: Health, lasted: number): Standing => {
    if (health.fares === 'well') return { status: 'ACTIVE', issues: [] }
    const needed = health.fares === 'badly' ? grace : patience
    if (lasted < needed) {
      soon(needed - lasted + 10)
      return undefined
    }
    if (health.fares === 'badly') return { status: 'DEGRADED', issues: health.issues }
    const message = `It is not running everywhere after ${Math.round(patience / 60_000)} minutes: ${health.waitsFor}.`
    return { status: 'DEGRADED', issues: [{ code: 'InsufficientNumberOfReplicas', message }] }
  }

  const remove = async (addon: WantedAddon): Promise<Standing> => {
    done.delete(addon.name)
    wrong.delete(addon.name)
    const gone: AddonState = { status: 'DELETED', issues: [] }
    try {
      if (addon.preserve) {
        for (const { metadata } of own(addon)) await letGo(metadata.name)
        return gone
      }
      for (const { metadata } of own(addon)) await removeOne(metadata.name)
    } catch (why) {
      if (refusedAs(why, 'forbidden'))
        return { status: 'DELETE_FAILED', issues: [{ code: 'AccessDenied', message: words(why) }] }
      throw why
    }
    return own(addon).length === 0 && ![...pods.values()].some(isOf(addon)) ? gone : undefined
  }

  const removeOne = (name: string): Promise<boolean> =>
    api.remove(kinds.daemonSets, { namespace: names.namespace, name }, { propagation: 'Foreground' })

  /** Left running, and no longer ours to keep or to take away. */
  const letGo = (name: string): Promise<KubeObject> =>
    api.patch(
      kinds.daemonSets,
      { namespace: names.namespace, name },
      { metadata: { labels: { [addonLabel]: null } } },
      'merge',
    )

  /** What was left of add-ons that are no longer wanted; one that was deleted with `preserve` lost its label then. */
  const prune = async (addons: readonly WantedAddon[]): Promise<void> => {
    for (const it of daemonSets.values()) {
      const of = it.metadata.labels?.[addonLabel]
      if (of === undefined || addons.some(({ name }) => name === of)) continue
      if (it.metadata.deletionTimestamp === undefined) await removeOne(it.metadata.name)
    }
  }

  const seen =
    (into: Map<string, KubeObject>) =>
    (it: Seen): void => {
      if (it.type === 'all') {
        looked += 1
        into.clear()
        for (const object of it.objects) into.set(object.metadata.name, object)
      } else if (it.type === 'gone') into.delete(it.object.metadata.name)
      else into.set(it.object.metadata.name, newer(into.get(it.object.metadata.name), it.object))
      soon()
    }
  const watch = (kind: typeof kinds.daemonSets | typeof kinds.pods, into: Map<string, KubeObject>): Promise<void> =>
    follow(
      api,
      kind,
      { namespace: names.namespace, labels: addonLabel },
      {
        signal,
        keep: (it) => it,
        onSeen: seen(into),
        onTrouble: (why, failures) => {
          if (failures > 3) given.log(`${kind.plural} cannot be followed; trying again`, { why: words(why) })
        },
      },
    )
  const ended = Promise.all([watch(kinds.daemonSets, daemonSets), watch(kinds.pods, pods)])

  return {
    want(addons) {
      wanted = addons
      soon()
    },
    ended: ended.then(async () => {
      clearTimeout(timer)
      await turning
    }),
  }
}

/** What the API server answered to our own change may be seen before the watch tells of it, or after. */
function newer(one: KubeObject | undefined, other: KubeObject): KubeObject {
  const version = (it: KubeObject) => Number(it.metadata.resourceVersion ?? 0)
  return one !== undefined && one.metadata.uid === other.metadata.uid && version(one) > version(other) ? one : other
}

const isOf =
  ({ name }: Pick<WantedAddon, 'name'>) =>
  (pod: KubeObject): boolean =>
    pod.metadata.labels?.[addonLabel] === name

function nothing({ name }: WantedAddon): { readonly wrong: string } {
  return { wrong: `this connector has no manifest of the add-on ${name}; it installs eks-pod-identity-agent only.` }
}

/** What fails before anything runs is a failure of the creation or the update. */
function failure({ status }: WantedAddon): AddonState['status'] {
  return status === 'UPDATING' || status === 'UPDATE_FAILED' ? 'UPDATE_FAILED' : 'CREATE_FAILED'
}

function failed(addon: WantedAddon, code: string, message: string): AddonState {
  return { status: failure(addon), issues: [{ code, message: message.slice(0, 1_000) }] }
}
