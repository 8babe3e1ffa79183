import { Fault } from '../fault'

/** Bytes `start`..`end`, the end excluded. */
export interface Range {
  readonly start: number
  readonly end: number
}

/**
 * The one range a `Range` header asks for; undefined when it asks for several or cannot be read, and the whole is to be given, as S3 does.
 * RFC 9110 §14. Throws InvalidRange when no byte of the object lies in it.
 */
export function rangeOf(header: string, size: number): Range | undefined {
  const [, first, last] = /^\s*bytes\s*=\s*(\d{0,16})\s*-\s*(\d{0,16})\s*$/i.exec(header) ?? []
  if (first === undefined || last === undefined || (first === '' && last === '')) return undefined
  const range = first === '' ? suffix(Number(last), size) : between(Number(first), last, size)
  if (range === undefined) return undefined
  if (range.start >= range.end)
    throw new Fault('InvalidRange', 'The requested range is not satisfiable', {
      RangeRequested: header,
      ActualObjectSize: size,
    })
  return range
}

function suffix(length: number, size: number): Range {
  return { start: Math.max(0, size - length), end: size }
}

function between(first: number, last: string, size: number): Range | undefined {
  if (last === '') return { start: first, end: size }
  return Number(last) < first ? undefined : { start: first, end: Math.min(Number(last) + 1, size) }
}
