import type { StoredObject } from '../../store'
import { Fault } from '../fault'
import { preconditionFailed } from './faults'

export interface Conditions {
  readonly ifMatch?: string
  readonly ifNoneMatch?: string
  readonly ifModifiedSince?: Date
  readonly ifUnmodifiedSince?: Date
}

/** Conditional reads: RFC 9110 §13.2.2. Throws PreconditionFailed or NotModified. */
export function checkReadable(
  object: StoredObject,
  { ifMatch, ifNoneMatch, ifModifiedSince, ifUnmodifiedSince }: Conditions,
  what = '',
): void {
  const modified = Math.floor(object.modifiedAt / 1_000)
  if (ifMatch !== undefined) {
    if (!names(ifMatch, object.etag)) throw preconditionFailed(`${what}If-Match`)
  } else if (ifUnmodifiedSince !== undefined && modified > Math.floor(ifUnmodifiedSince.getTime() / 1_000))
    throw preconditionFailed(`${what}If-Unmodified-Since`)
  const unchanged =
    ifNoneMatch !== undefined
      ? names(ifNoneMatch, object.etag)
      : ifModifiedSince !== undefined && modified <= Math.floor(ifModifiedSince.getTime() / 1_000)
  if (unchanged)
    throw what === '' ? new Fault('NotModified', 'Not Modified') : preconditionFailed(`${what}If-None-Match`)
}

/** Conditional writes. Throws PreconditionFailed, or NoSuchKey for If-Match where there is nothing. */
export function checkWritable(
  object: StoredObject | undefined,
  { ifMatch, ifNoneMatch }: Conditions,
  key: string,
): void {
  if (ifNoneMatch !== undefined) {
    if (ifNoneMatch !== '*')
      throw new Fault(
        'NotImplemented',
        'A header you provided implies functionality that is not implemented: If-None-Match with an ETag.',
      )
    if (object !== undefined) throw preconditionFailed('If-None-Match')
  }
  if (ifMatch === undefined) return
  if (object === undefined) throw new Fault('NoSuchKey', 'The specified key does not exist.', { Key: key })
  if (!names(ifMatch, object.etag)) throw preconditionFailed('If-Match')
}

function names(header: string, etag: string): boolean {
  return header.split(',').some((it) => it.trim() === '*' || it.trim().replace(/^W\//, '').replaceAll('"', '') === etag)
}
