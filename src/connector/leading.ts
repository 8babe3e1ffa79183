import { type Api, kinds } from '../kubernetes'
import type { AssociationCopy } from './association-copy'
import type { ConnectorConfig } from './config'
import { keepInstalled } from './installed/backend'
import { type SeenKeys, tellKeys } from './keys'
import { addonLabel } from './manifests/agent'
import { names } from './manifests/names'
import type { Member } from './member'
import { itemsOf } from './report/items'
import { keepReporting } from './report/reporter'
import { copyOf } from './seen/follow-into'
import { seenNode } from './seen/nodes'
import { isLeaving, seenPod } from './seen/pods'
import type { seenAccounts } from './seen/service-accounts'
import { removeStartupTaint } from './startup-taint'
import { stateTeller } from './told-states'
import { type Watched, words } from './watch-cluster'

export interface LeadingParts {
  readonly config: ConnectorConfig
  readonly version: string
  readonly api: Api
  readonly member: Member
  readonly associations: AssociationCopy
  readonly accounts: ReturnType<typeof seenAccounts>
  /** There are authorities beside the world's. */
  readonly ca: () => boolean
  /** What the control plane wants, now and whenever it changes; undefined until it was heard. */
  readonly wanted: () => Watched | undefined
  /** Until this term ends. */
  readonly onWanted: (listener: () => void) => void
  readonly keepAssociations: () => Promise<void>
  readonly log: (message: string, facts: Readonly<Record<string, unknown>>) => void
  /** For what is no trouble. */
  readonly note: (message: string, facts: Readonly<Record<string, unknown>>) => void
}

/** What one replica does for all, until `signal`: keys, reports, add-ons, startup taints, and what is kept of the associations. */
export async function leading(parts: LeadingParts, signal: AbortSignal): Promise<void> {
  const { config, api, member, associations, log } = parts
  const { clusterName } = config
  await Promise.race([member.activated, ended(signal)])
  const client = member.client()
  if (client === undefined || signal.aborted) return

  const copy = { signal, log }
  const namespaces = copyOf(
    api,
    kinds.namespaces,
    { metadataOnly: true },
    { ...copy, keep: ({ metadata }) => ({ name: metadata.name, uid: metadata.uid ?? '' }) },
  )
  const nodes = copyOf(api, kinds.nodes, {}, { ...copy, keep: seenNode })
  const pods = copyOf(api, kinds.pods, {}, { ...copy, keep: (it) => (isLeaving(it) ? undefined : seenPod(it)) })
  const agents = copyOf(
    api,
    kinds.pods,
    { namespace: names.namespace, labels: addonLabel },
    { ...copy, keep: (it) => (isLeaving(it) ? undefined : seenPod(it)) },
  )
  let keys: SeenKeys | undefined

  const tell = stateTeller({ client, clusterName, log, note: parts.note })
  const installed = keepInstalled({
    api,
    settings: () => {
      const membership = member.membership()
      const { endpoint, region, image } = config
      return (
        membership && { clusterName, endpoint, region, image, agentRoleArn: membership.agentRoleArn, ca: parts.ca() }
      )
    },
    signal,
    onStanding: (addon, standing) => void tell(addon, standing),
    log,
  })
  const want = (): void => {
    const watched = parts.wanted()
    if (watched !== undefined) installed.want(watched.addons)
  }
  parts.onWanted(want)
  want()

  const untaint = taintRemover(api, nodes, agents, config.startupTaint, parts)
  nodes.onChange(untaint)
  agents.onChange(untaint)

  await Promise.all([
    tellKeys({
      api,
      client,
      clusterName,
      signal,
      log,
      onSeen: (it) => {
        keys = it
      },
    }),
    keepReporting({
      client,
      clusterName,
      signal,
      log,
      facts: () => ({
        connectorName: config.podName,
        connectorVersion: parts.version,
        ...(nodes.isLoaded() ? { nodeCount: nodes.size } : {}),
        ...(keys === undefined
          ? {}
          : { kubernetesVersion: keys.version, issuer: keys.issuer, publishedKeyIds: keys.keyIds }),
      }),
      items: () =>
        namespaces.isLoaded() &&
        pods.isLoaded() &&
        agents.isLoaded() &&
        parts.accounts.isLoaded() &&
        associations.isLoaded()
          ? itemsOf({
              namespaces: namespaces.values(),
              accounts: parts.accounts.values(),
              pods: pods.values(),
              agents: agents.values(),
              associations: associations.all(),
            })
          : undefined,
    }),
    keepKept(parts, signal),
    installed.ended,
    ...[namespaces, nodes, pods, agents].map((it) => it.ended),
  ])
}

/** Writes the copy down soon after it changed: at most once in five seconds, however often that is. */
async function keepKept(
  { associations, keepAssociations, onWanted, log }: LeadingParts,
  signal: AbortSignal,
): Promise<void> {
  let changed = true
  onWanted(() => {
    changed = true
  })
  while (!signal.aborted) {
    if (changed && associations.isLoaded()) {
      changed = false
      await keepAssociations().catch((why) => {
        changed = true
        log('the associations could not be kept for a restart; trying again', { why: words(why) })
      })
    }
    await Promise.race([Bun.sleep(5_000), ended(signal)])
  }
}

function taintRemover(
  api: Api,
  nodes: { values(): Iterable<ReturnType<typeof seenNode>> },
  agents: { values(): Iterable<ReturnType<typeof seenPod>> },
  wanted: boolean,
  { log, note }: Pick<LeadingParts, 'log' | 'note'>,
): () => void {
  const under = new Set<string>()
  const one = async (name: string): Promise<void> => {
    under.add(name)
    try {
      if (await removeStartupTaint(api, name))
        note('the agent of a node answers: its startup taint is gone', { node: name })
    } catch (why) {
      log('the startup taint of a node could not be removed; trying again', { node: name, why: words(why) })
      await Bun.sleep(5_000)
    } finally {
      under.delete(name)
    }
  }
  return () => {
    if (!wanted) return
    const answering = new Set(
      [...agents.values()].flatMap(({ ready, nodeName }) => (ready && nodeName !== undefined ? [nodeName] : [])),
    )
    for (const { name, waits } of nodes.values()) if (waits && answering.has(name) && !under.has(name)) void one(name)
  }
}

function ended(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
