import type { Client } from '../client'
import type { AddonBackend, AddonState, WantedAddon } from './addons'

const waitSeconds = 20
/** Failures in a row that are told to nobody. */
const quiet = 4

export interface Connector {
  /** Resolves when all that was wanted at the start has come about, or failed and been told; and when it is stopped. */
  readonly settled: Promise<void>
  stop(): Promise<void>
}

/**
 * A cluster's side of the control plane: follows what is wanted there and reports what became of it. Runs until `stop`; a control plane
 * that cannot be reached is asked again, ever more slowly, and nothing that runs is touched meanwhile.
 */
export function connect(given: {
  readonly client: Pick<Client, 'call'>
  readonly clusterName: string
  readonly backend: AddonBackend
  readonly log: (message: string, facts: Readonly<Record<string, unknown>>) => void
}): Connector {
  const stopping = new AbortController()
  const { client, clusterName, backend } = given
  const first = Promise.withResolvers<void>()

  /** The update that each add-on was in when it was seen last. */
  const updates = new Map<string, string>()
  const report = async (name: string, state: AddonState): Promise<void> => {
    const updateId = updates.get(name) ?? ''
    await client.call(
      'podid',
      'PutAddonState',
      { clusterName, addonName: name, status: state.status, issues: state.issues, updateId },
      { signal: AbortSignal.timeout(10_000) },
    )
  }
  backend.onChange((name, state) => {
    report(name, state).catch((why) => given.log('a state could not be reported', { addon: name, why: words(why) }))
  })

  /** What has been installed by this process, so that an add-on already running is not reported again and again. */
  const installed = new Set<string>()
  const settle = async (addons: readonly WantedAddon[]): Promise<void> => {
    for (const addon of addons) {
      if (stopping.signal.aborted) return
      updates.set(addon.name, addon.updateId)
      if (addon.status === 'DELETING') {
        await report(addon.name, await backend.remove(addon))
        installed.delete(addon.name)
        continue
      }
      if (installed.has(addon.name) && addon.status === 'ACTIVE') continue
      const state = await backend.install(addon)
      // What is stopped on its way did not fail.
      if (stopping.signal.aborted) return
      if (state.status === 'ACTIVE') installed.add(addon.name)
      if (state.status !== addon.status) await report(addon.name, state)
    }
    for (const name of installed) {
      if (addons.some((addon) => addon.name === name)) continue
      await backend.remove({ name, version: '', status: 'DELETING', preserve: false, updateId: '' })
      installed.delete(name)
    }
  }

  const follow = async (): Promise<void> => {
    let revision: number | undefined
    let failures = 0
    while (!stopping.signal.aborted) {
      try {
        const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout((waitSeconds + 10) * 1_000)])
        const answer = await client.call(
          'podid',
          'WatchCluster',
          { clusterName, waitSeconds, ...(revision === undefined ? {} : { sinceRevision: revision }) },
          { signal },
        )
        await settle(wanted(answer.addons))
        first.resolve()
        revision = typeof answer.revision === 'number' ? answer.revision : undefined
        failures = 0
      } catch (why) {
        if (stopping.signal.aborted) return
        failures += 1
        // A hiccup, or a cluster that is being deleted, is no news.
        if (failures >= quiet)
          given.log('the control plane could not be followed; trying again', { cluster: clusterName, why: words(why) })
        await pause(Math.min(250 * 2 ** Math.min(failures, 7), 30_000), stopping.signal)
      }
    }
  }

  const following = follow()
  return {
    settled: first.promise,
    async stop() {
      stopping.abort()
      first.resolve()
      // First, so that nobody waits for a program to become ready; and again for one that was started meanwhile.
      await backend.stop()
      await following
      await backend.stop()
    },
  }
}

function wanted(addons: unknown): WantedAddon[] {
  if (!Array.isArray(addons)) return []
  return addons.map((it: Readonly<Record<string, unknown>>) => ({
    name: String(it.name),
    version: String(it.version),
    status: String(it.status),
    preserve: it.preserve === true,
    updateId: typeof it.updateId === 'string' ? it.updateId : '',
    ...(typeof it.configurationValues === 'string' ? { configurationValues: it.configurationValues } : {}),
  }))
}

function words(why: unknown): string {
  return why instanceof Error ? why.message : 'unknown failure'
}

function pause(time: number, until: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, time)
    until.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
