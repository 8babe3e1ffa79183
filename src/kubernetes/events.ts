import type { Api } from './api'
import { kinds } from './kinds'
import { microTime } from './lease'
import type { KubeObject } from './object'

export interface Told {
  /** What it is about. Its namespace is the Event's (`default` for what has none). */
  readonly about: {
    readonly apiVersion: string
    readonly kind: string
    readonly name: string
    readonly namespace?: string
    readonly uid?: string
  }
  readonly type: 'Normal' | 'Warning'
  /** CamelCase, for programs: `PodWithoutIdentity`. */
  readonly reason: string
  /** What we did, CamelCase: `Admission`. */
  readonly action: string
  /** For people. */
  readonly note: string
}

/** Tells people by an Event, as `kubectl describe` and `kubectl events` show them. Throws KubernetesRefusal. */
export async function tellEvent(
  api: Pick<Api, 'create'>,
  reporter: { readonly controller: string; readonly instance: string },
  { about, type, reason, action, note }: Told,
): Promise<KubeObject> {
  const namespace = about.namespace ?? 'default'
  const now = new Date()
  return api.create({
    apiVersion: kinds.events.apiVersion,
    kind: kinds.events.kind,
    metadata: {
      name: `${about.name.slice(0, 200)}.${crypto.randomUUID().slice(0, 16).replaceAll('-', '')}`,
      namespace,
    },
    eventTime: microTime(now),
    type,
    reason: reason.slice(0, 128),
    action: action.slice(0, 128),
    note: note.slice(0, 1_024),
    regarding: { ...about, namespace: about.namespace },
    reportingController: reporter.controller,
    reportingInstance: reporter.instance.slice(0, 128),
  })
}
