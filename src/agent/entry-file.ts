import type { Clock } from './clock'
import type { PodIdentity } from './credentials'
import { type Entry, entryOf } from './entry'
import { recordOf } from './record'

/** What a file of the state folder says it is. Its number changes with its form: older and newer files are not read. */
export const entryKind = 'entry-1'

/** The entry as JSON. Infinity, which JSON has not, is left out. */
export function stored({ pod, credentials, fetchedAt }: Entry): Readonly<Record<string, unknown>> {
  const { tokenExpiresAt, ...rest } = pod
  return {
    pod: { ...rest, ...(Number.isFinite(tokenExpiresAt) ? { tokenExpiresAt } : {}) },
    credentials,
    fetchedAt,
  }
}

/** Undefined unless every part is there and of its type. Whoever asked last is not known after a restart: it gets the benefit of the doubt. */
export function entryFrom(said: Readonly<Record<string, unknown>> | undefined, clock: Clock): Entry | undefined {
  if (said === undefined) return undefined
  const pod = podFrom(recordOf(said.pod))
  const { accessKeyId, secretAccessKey, sessionToken, accountId, expiresAt, associationId, requestId } = recordOf(
    said.credentials,
  )
  const { fetchedAt } = said
  if (pod === undefined || !isTime(fetchedAt) || !isTime(expiresAt)) return undefined
  if (!isText(accessKeyId) || !isText(secretAccessKey) || !isText(sessionToken) || !isText(accountId)) return undefined
  if (typeof associationId !== 'string' || typeof requestId !== 'string') return undefined
  return entryOf(
    pod,
    { accessKeyId, secretAccessKey, sessionToken, accountId, expiresAt, associationId, requestId },
    clock,
    { fetchedAt, askedAt: clock.now() },
  )
}

function podFrom(said: Readonly<Record<string, unknown>>): PodIdentity | undefined {
  const { key, proved, namespace, serviceAccount, pod, token, tokenExpiresAt } = said
  if (!isText(key) || !isText(token) || typeof proved !== 'boolean') return undefined
  if (tokenExpiresAt !== undefined && !isTime(tokenExpiresAt)) return undefined
  return {
    ...{ key, proved, token },
    tokenExpiresAt: tokenExpiresAt ?? Number.POSITIVE_INFINITY,
    ...(isText(namespace) ? { namespace } : {}),
    ...(isText(serviceAccount) ? { serviceAccount } : {}),
    ...(isText(pod) ? { pod } : {}),
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}
