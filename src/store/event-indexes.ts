import type { AuditEvent } from '../domain'
import type { TableSpec } from './table'

const sep = '\u001f'

/** What audit records are looked up by: each index holds a value, and the records with it in the order of time, which is that of their ids. */
export const eventIndexes = {
  byName: (it) => value(it, it.eventName),
  byUser: (it) => value(it, it.username),
  byAccessKey: (it) => value(it, it.accessKeyId),
  byResource: (it) => value(it, isExchange(it) ? exchangesAt(it.resources[0]?.name) : it.resources[0]?.name),
  bySecondResource: (it) => value(it, it.resources[1]?.name),
  bySource: (it) => unlessExchange(it, it.eventSource),
  byReadOnly: (it) => unlessExchange(it, String(it.readOnly)),
  byType: (it) => unlessExchange(it, it.resources[0]?.type),
  bySecondType: (it) => unlessExchange(it, it.resources[1]?.type),
  byRefusedExchange: (it) => ifRefusedExchange(it, it.eventName),
  byRefusedExchangeAt: (it) => ifRefusedExchange(it, it.resources[0]?.name),
} as const satisfies TableSpec<AuditEvent>['indexes']

/**
 * The operation of which there are thousands a second. Indexes of few values leave it out: it costs nothing there, does not bury the others,
 * and is found by its name.
 */
export const exchangeName = 'AssumeRoleForPodIdentity'

/**
 * What the index of resources has in place of a cluster's ARN for the exchanges of that cluster: they lie apart from all else that is done with
 * it, so that they can be counted there.
 */
export function exchangesAt(clusterArn: string): string
export function exchangesAt(clusterArn: string | undefined): string | undefined
export function exchangesAt(clusterArn: string | undefined): string | undefined {
  return clusterArn === undefined ? undefined : `${clusterArn}\u001e${exchangeName}`
}

/** How the index values of records with this value begin. */
export function eventsWith(text: string): string {
  return text + sep
}

/** The least id of a record of this moment (UUIDv7, RFC 9562 §5.7). */
export function firstEventId(at: number): string {
  const hex = Math.max(0, Math.floor(at)).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}

function value({ eventId }: AuditEvent, text: string | undefined): string | undefined {
  return text === undefined ? undefined : eventsWith(text) + eventId
}

function unlessExchange(it: AuditEvent, text: string | undefined): string | undefined {
  return isExchange(it) ? undefined : value(it, text)
}

/** Of those that were answered it is in no index: they are what is left. */
function ifRefusedExchange(it: AuditEvent, text: string | undefined): string | undefined {
  return isExchange(it) && it.errorCode !== undefined ? value(it, text) : undefined
}

function isExchange({ eventName }: AuditEvent): boolean {
  return eventName === exchangeName
}
