import type { Client } from '../client'
import { pause } from '../kubernetes'
import type { WantedAddon } from './addons'

const waitSeconds = 20
/** Failures in a row that are told to nobody. */
const quiet = 4

/** What WatchCluster tells. */
export interface Watched {
  readonly associations: readonly AssociatedAccount[]
  readonly addons: readonly WantedAddon[]
}

/** A service account that has an association. */
export interface AssociatedAccount {
  readonly namespace: string
  readonly serviceAccount: string
}

/**
 * Follows what is wanted on a cluster, by long polls from revision to revision, until `signal`. A control plane that cannot be reached is
 * asked again, ever more slowly. An answer that could not be carried out is asked for again.
 */
export async function followCluster(given: {
  readonly client: Pick<Client, 'call'>
  readonly clusterName: string
  readonly signal: AbortSignal
  readonly onAnswer: (answer: Watched) => Promise<void> | void
  /** Told as often as the log is. */
  readonly onTrouble?: (why: string) => void
  readonly log: (message: string, facts: Readonly<Record<string, unknown>>) => void
}): Promise<void> {
  const { client, clusterName, signal: stop } = given
  let revision: number | undefined
  let failures = 0
  while (!stop.aborted) {
    try {
      const signal = AbortSignal.any([stop, AbortSignal.timeout((waitSeconds + 10) * 1_000)])
      const answer = await client.call(
        'podid',
        'WatchCluster',
        { clusterName, waitSeconds, ...(revision === undefined ? {} : { sinceRevision: revision }) },
        { signal },
      )
      await given.onAnswer({ associations: accounts(answer.associations), addons: wanted(answer.addons) })
      revision = typeof answer.revision === 'number' ? answer.revision : undefined
      failures = 0
    } catch (why) {
      if (stop.aborted) return
      failures += 1
      // A hiccup, or a cluster that is being deleted, is no news.
      if (failures >= quiet) {
        given.log('the control plane could not be followed; trying again', { cluster: clusterName, why: words(why) })
        given.onTrouble?.(words(why))
      }
      await pause(Math.min(250 * 2 ** Math.min(failures, 7), 30_000), stop)
    }
  }
}

function accounts(value: unknown): AssociatedAccount[] {
  if (!Array.isArray(value)) return []
  return value.map((it: Readonly<Record<string, unknown>>) => ({
    namespace: String(it.namespace),
    serviceAccount: String(it.serviceAccount),
  }))
}

function wanted(addons: unknown): WantedAddon[] {
  if (!Array.isArray(addons)) return []
  return addons.map((it: Readonly<Record<string, unknown>>) => ({
    name: String(it.name),
    version: String(it.version),
    status: String(it.status),
    preserve: it.preserve === true,
    updateId: typeof it.updateId === 'string' ? it.updateId : '',
    resolveConflicts: resolution(it.resolveConflicts),
    ...(typeof it.configurationValues === 'string' ? { configurationValues: it.configurationValues } : {}),
  }))
}

/** Unsaid is NONE, as on AWS. */
function resolution(value: unknown): WantedAddon['resolveConflicts'] {
  return value === 'OVERWRITE' || value === 'PRESERVE' ? value : 'NONE'
}

export function words(why: unknown): string {
  return why instanceof Error ? why.message : 'unknown failure'
}
