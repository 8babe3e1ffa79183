import type { Api } from './api'
import { fieldsAt, numberAt, textAt } from './fields'
import { kinds } from './kinds'
import type { KubeObject } from './object'
import { refusedAs } from './refusal'
import { pause } from './watch'

export interface LeadershipOptions {
  readonly namespace: string
  readonly name: string
  /** Who this is among the candidates: a pod's name. */
  readonly identity: string
  /** Milliseconds a leader that is heard no more is waited for; it renews three times in that time. */
  readonly duration?: number
  readonly signal: AbortSignal
  /** Runs while this process leads; its signal fires when it does no longer, and `work` must then leave off. */
  readonly work: (leading: AbortSignal) => Promise<void>
  readonly onTrouble?: (why: unknown) => void
}

/**
 * Stands for election with a Lease until `signal`, and runs `work` while elected. As Kubernetes' own programs do it: a Lease that others
 * renew is believed for `duration` counted from when *we* saw it change, so that clocks need not agree; a leader that cannot renew
 * leaves off before another can take over.
 */
export async function lead(api: Api, options: LeadershipOptions): Promise<void> {
  const { signal, duration = 15_000 } = options
  const retry = duration / 5
  let seen: { readonly version: string; readonly at: number } | undefined
  while (!signal.aborted) {
    try {
      const lease = await api.get(kinds.leases, options)
      const version = lease?.metadata.resourceVersion ?? ''
      if (seen?.version !== version) seen = { version, at: performance.now() }
      const holder = textAt(lease, 'spec', 'holderIdentity') ?? ''
      const theirs = (numberAt(lease, 'spec', 'leaseDurationSeconds') ?? 0) * 1_000
      const free = holder === '' || holder === options.identity || performance.now() - seen.at >= theirs
      if (free) {
        const held = await take(api, options, lease)
        if (held !== undefined) await leadWith(api, options, held, duration)
        seen = undefined
      }
    } catch (why) {
      options.onTrouble?.(why)
    }
    await pause(retry * (0.8 + Math.random() / 2.5), signal)
  }
}

/** Writes our name into the Lease; undefined when somebody else was faster. */
async function take(
  api: Api,
  options: LeadershipOptions,
  lease: KubeObject | undefined,
): Promise<KubeObject | undefined> {
  const { namespace, name, identity, duration = 15_000 } = options
  const now = microTime()
  const spec = fieldsAt(lease, 'spec')
  const ours = textAt(spec, 'holderIdentity') === identity
  const next: KubeObject = {
    apiVersion: kinds.leases.apiVersion,
    kind: kinds.leases.kind,
    metadata: { name, namespace, ...(lease === undefined ? {} : lease.metadata) },
    spec: {
      ...spec,
      holderIdentity: identity,
      leaseDurationSeconds: Math.ceil(duration / 1_000),
      renewTime: now,
      ...(ours ? {} : { acquireTime: now, leaseTransitions: (numberAt(spec, 'leaseTransitions') ?? -1) + 1 }),
    },
  }
  try {
    return await (lease === undefined ? api.create(next) : api.replace(next))
  } catch (why) {
    if (refusedAs(why, 'conflict', 'already exists')) return undefined
    throw why
  }
}

async function leadWith(api: Api, options: LeadershipOptions, first: KubeObject, duration: number): Promise<void> {
  const { signal } = options
  const over = new AbortController()
  const leading = AbortSignal.any([signal, over.signal])
  // Who leads and does nothing gives the place up: to another, or to itself for another try.
  const working = options
    .work(leading)
    .catch((why) => options.onTrouble?.(why))
    .finally(() => over.abort())
  let lease = first
  let renewed = performance.now()
  while (!leading.aborted) {
    await pause(duration / 5, leading)
    if (leading.aborted) break
    try {
      const held = await Promise.race([take(api, options, lease), late(renewed + (duration * 2) / 3)])
      if (held === undefined) {
        const current = await api.get(kinds.leases, options)
        if (textAt(current, 'spec', 'holderIdentity') !== options.identity || current === undefined) over.abort()
        else lease = current
        continue
      }
      lease = held
      renewed = performance.now()
    } catch (why) {
      options.onTrouble?.(why)
      if (performance.now() - renewed > (duration * 2) / 3) over.abort()
    }
  }
  await working
  if (signal.aborted) await release(api, lease).catch(() => {})
}

function late(at: number): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(
      () => reject(new Error('the Lease could not be renewed in time')),
      Math.max(at - performance.now(), 0),
    ).unref()
  })
}

/** Nobody need wait for one who says that it goes. */
async function release(api: Api, lease: KubeObject): Promise<void> {
  await api.replace({
    ...lease,
    spec: { ...fieldsAt(lease, 'spec'), holderIdentity: '', leaseDurationSeconds: 1, renewTime: microTime() },
  })
}

/** Kubernetes' MicroTime. */
export function microTime(now = new Date()): string {
  return now.toISOString().replace('Z', '000Z')
}
