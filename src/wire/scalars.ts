import { Unreadable } from './received'
import type { Numeric, Plain, Shape, Text, TimestampFormat } from './shape'

export type Scalar = Text | Numeric | Plain

export function isScalar(shape: Shape): shape is Scalar {
  return shape.kind !== 'structure' && shape.kind !== 'list' && shape.kind !== 'map'
}

/** A scalar said as text: in forms, XML, headers, paths and queries. Throws Unreadable. */
export function fromText(shape: Scalar, text: string, otherwise: TimestampFormat): unknown {
  switch (shape.kind) {
    case 'string':
      return text
    case 'integer':
    case 'long':
      return integer(shape.kind, text.trim())
    case 'float':
    case 'double': {
      const number = /^-?\d{1,300}(\.\d{1,300})?([eE][+-]?\d{1,3})?$/.test(text.trim()) ? Number(text) : Number.NaN
      if (!Number.isFinite(number)) throw new Unreadable('It is not a number.')
      return number
    }
    case 'boolean': {
      const word = text.trim().toLowerCase()
      if (word !== 'true' && word !== 'false') throw new Unreadable('It is neither true nor false.')
      return word === 'true'
    }
    case 'timestamp':
      return moment(text.trim(), shape.timestampFormat ?? otherwise)
    case 'blob':
      return bytesFromBase64(text.trim())
  }
}

/** The opposite of fromText. Throws TypeError when the value is not of the shape: our own trouble. */
export function toText(shape: Scalar, value: unknown, otherwise: TimestampFormat): string {
  switch (shape.kind) {
    case 'string':
      if (typeof value === 'string') return value
      break
    case 'integer':
    case 'long':
    case 'float':
    case 'double':
      if (typeof value === 'number' && Number.isFinite(value)) return String(value)
      break
    case 'boolean':
      if (typeof value === 'boolean') return String(value)
      break
    case 'timestamp':
      if (value instanceof Date) return momentText(value, shape.timestampFormat ?? otherwise)
      break
    case 'blob':
      if (value instanceof Uint8Array) return base64(value)
      break
  }
  throw new TypeError(`The shape ${shape.name} is a ${shape.kind}, and what was given is not.`)
}

export function integer(kind: 'integer' | 'long', text: string): number {
  const number = /^[+-]?\d{1,19}$/.test(text) ? Number(text) : Number.NaN
  if (!withinRange(kind, number)) throw new Unreadable(`It is not an ${kind === 'long' ? '' : '32-bit '}integer.`)
  return number
}

/** Longs beyond what JavaScript counts exactly are refused, never rounded. */
export function withinRange(kind: 'integer' | 'long', number: number): boolean {
  if (!Number.isSafeInteger(number)) return false
  return kind === 'long' || (number >= -2147483648 && number <= 2147483647)
}

const iso = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/
const httpDate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/

/** Any of the three ways is read wherever a moment may stand; the format decides only how it is written. */
function moment(text: string, format: TimestampFormat): Date {
  if (/^-?\d{1,13}(\.\d{1,9})?$/.test(text)) return epoch(Number(text))
  const date = iso.test(text) || httpDate.test(text) ? new Date(zoned(text)) : undefined
  if (date === undefined || Number.isNaN(date.getTime())) {
    throw new Unreadable(`It is not a date and time${format === 'iso8601' ? ' as ISO 8601 has them' : ''}.`)
  }
  return date
}

function zoned(text: string): string {
  return text.includes('T') && /:\d{2}(\.\d+)?$/.test(text) && !/[+-]\d{2}:\d{2}$/.test(text) ? `${text}Z` : text
}

/** Epoch seconds to a Date. Throws Unreadable beyond the range of dates. */
export function epoch(seconds: number): Date {
  const date = new Date(Math.round(seconds * 1000))
  if (Number.isNaN(date.getTime())) throw new Unreadable('It is not a date and time.')
  return date
}

function momentText(date: Date, format: TimestampFormat): string {
  switch (format) {
    case 'iso8601':
      return date.toISOString()
    case 'rfc822':
      return date.toUTCString()
    case 'unixTimestamp':
      return String(date.getTime() / 1000)
  }
}

export function base64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return btoa(text)
}

/** Throws Unreadable. */
export function bytesFromBase64(text: string): Uint8Array {
  try {
    return Uint8Array.from(atob(text), (it) => it.charCodeAt(0))
  } catch {
    throw new Unreadable('It is not base64.')
  }
}
