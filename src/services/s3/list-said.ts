import type { Said } from '../operation'
import { maybeNumber, maybeText } from '../said'
import { invalidArgument } from './faults'

/** The most that one answer lists. */
export const mostListed = 1000

/** What every list of a bucket's keys is asked with. */
export interface ListSaid {
  readonly prefix: string
  readonly delimiter: string
  readonly most: number
  /** The spelling of keys in the answer. */
  readonly spell: (text: string) => string
  readonly encoding?: 'url'
}

export function listSaid(said: Said, count: 'MaxKeys' | 'MaxUploads', parameter: string): ListSaid {
  const url = said.EncodingType === 'url'
  return {
    prefix: maybeText(said.Prefix) ?? '',
    delimiter: maybeText(said.Delimiter) ?? '',
    most: most(maybeNumber(said[count]), parameter),
    spell: url ? encoded : (it) => it,
    encoding: url ? 'url' : undefined,
  }
}

/** How many, when `asked` are. Throws for less than none. */
export function most(asked: number | undefined, parameter: string): number {
  if (asked === undefined) return mostListed
  if (asked < 0)
    throw invalidArgument(`Argument ${parameter} must be an integer between 0 and 2147483647`, parameter, String(asked))
  return Math.min(asked, mostListed)
}

/** `encoding-type=url`, as forms are written, but that slashes stay. XML 1.0 cannot say every key as it is. */
export function encoded(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()~]/g, (it) => `%${it.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%2F', '/')
    .replaceAll('%20', '+')
}
