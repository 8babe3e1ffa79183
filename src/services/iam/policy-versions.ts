import type { ManagedPolicy } from '../../domain'
import type { Answer } from '../operation'

type Version = ManagedPolicy['versions'][number]

/** A version without its document, as the operations that do not ask for it tell it. */
export function versionOnTheWire({ defaultVersion }: ManagedPolicy, { id, createdAt }: Version): Answer {
  return { VersionId: id, IsDefaultVersion: id === defaultVersion, CreateDate: new Date(createdAt) }
}

/** In the order of these keys, the newest version is the first. */
export function newestFirstKey({ id }: Version): string {
  return String(1e9 - Number(id.slice(1))).padStart(10, '0')
}

export function newestFirst({ versions }: ManagedPolicy): readonly Version[] {
  return [...versions].sort((one, other) => (newestFirstKey(one) < newestFirstKey(other) ? -1 : 1))
}
