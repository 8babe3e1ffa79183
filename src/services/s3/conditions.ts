import type { StoredObject } from '../../store'
import { Fault } from '../fault'
import type { Said } from '../operation'
import { maybeDate, maybeText } from '../said'
import { noSuchKey, notBuilt, preconditionFailed } from './faults'

/** Conditional headers: https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-requests.html */
export interface Conditions {
  readonly match?: string
  readonly noneMatch?: string
  readonly modifiedSince?: Date
  readonly unmodifiedSince?: Date
}

/** `prefix`: '' or `CopySource`. */
export function conditions(said: Said, prefix: '' | 'CopySource' = ''): Conditions {
  return {
    match: maybeText(said[`${prefix}IfMatch`]),
    noneMatch: maybeText(said[`${prefix}IfNoneMatch`]),
    modifiedSince: maybeDate(said[`${prefix}IfModifiedSince`]),
    unmodifiedSince: maybeDate(said[`${prefix}IfUnmodifiedSince`]),
  }
}

/** `*`, or one of a list of ETags, quoted or not. */
export function matches(tags: string, etag: string): boolean {
  return tags.split(',').some((it) => it.trim() === '*' || bare(it) === etag)
}

/** An ETag without quotes. */
export function bare(tag: string): string {
  return tag.trim().replace(/^W\//, '').replace(/^"|"$/g, '')
}

type Known = Pick<StoredObject, 'etag' | 'modifiedAt'>

/**
 * Throws unless the object may be read under these conditions. An ETag that is named decides, and the time beside it does not count.
 * `unchanged`: what is thrown when there is nothing new.
 */
export function readable(
  known: Known,
  { match, noneMatch, modifiedSince, unmodifiedSince }: Conditions,
  unchanged: (condition: string, known: Known) => Fault = notModified,
): void {
  const { etag, modifiedAt } = known
  // Headers have whole seconds.
  const modified = Math.floor(modifiedAt / 1000) * 1000
  if (match !== undefined) {
    if (!matches(match, etag)) throw preconditionFailed('If-Match')
  } else if (unmodifiedSince !== undefined && modified > unmodifiedSince.getTime()) {
    throw preconditionFailed('If-Unmodified-Since')
  }
  if (noneMatch !== undefined) {
    if (matches(noneMatch, etag)) throw unchanged('If-None-Match', known)
  } else if (modifiedSince !== undefined && modified <= modifiedSince.getTime()) {
    throw unchanged('If-Modified-Since', known)
  }
}

/** With what a cache needs to keep on (RFC 9110 §15.4.5). */
function notModified(_condition: string, { etag, modifiedAt }: Known): Fault {
  return new Fault('NotModified', 'Not Modified', {
    ETag: `"${etag}"`,
    LastModified: new Date(modifiedAt).toUTCString(),
  })
}

/** Throws unless an object may be written where `current` is, or nothing. */
export function writable(
  current: Known | undefined,
  { match, noneMatch }: Pick<Conditions, 'match' | 'noneMatch'>,
  key: string,
): void {
  if (match !== undefined) {
    if (current === undefined) throw noSuchKey(key)
    if (!matches(match, current.etag)) throw preconditionFailed('If-Match')
  }
  if (noneMatch === undefined) return
  if (noneMatch.trim() !== '*') throw notBuilt('If-None-Match')
  if (current !== undefined) throw preconditionFailed('If-None-Match')
}
