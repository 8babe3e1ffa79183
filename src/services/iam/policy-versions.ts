import type { ManagedPolicy } from '../../domain'
import type { Answer } from '../operation'

type Version = ManagedPolicy['versions'][number]

/** A version without its document, as the operations that do not ask for it tell it. */
export function versionOnTheWire({ defaultVersion }: ManagedPolicy, { id, createdAt }: Version): Answer {
  return { VersionId: id, IsDefaultVersion: id === defaultVersion, CreateDate: new Date(createdAt) }
}

/** Newest first. */
export function newestFirst({ versions }: ManagedPolicy): readonly Version[] {
  return [...versions].sort((one, other) => Number(other.id.slice(1)) - Number(one.id.slice(1)))
}
