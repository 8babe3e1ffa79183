import type { WebhookEvent } from '../events'
import { isRecord } from '../mutation/pod'

/** What an Event about a pod that is not there yet is about: its controller, itself if it has a name, else its service account. */
export function regarding(object: unknown, serviceAccount: string): WebhookEvent['regarding'] {
  const metadata = isRecord(object) && isRecord(object.metadata) ? object.metadata : {}
  const owners: readonly unknown[] = Array.isArray(metadata.ownerReferences) ? metadata.ownerReferences : []
  const controller = owners.find((it) => isRecord(it) && it.controller === true)
  if (isRecord(controller)) {
    const { apiVersion, kind, name, uid } = controller
    if (typeof apiVersion === 'string' && typeof kind === 'string' && typeof name === 'string')
      return { apiVersion, kind, name, ...(typeof uid === 'string' ? { uid } : {}) }
  }
  return typeof metadata.name === 'string' && metadata.name !== ''
    ? { apiVersion: 'v1', kind: 'Pod', name: metadata.name }
    : { apiVersion: 'v1', kind: 'ServiceAccount', name: serviceAccount }
}
