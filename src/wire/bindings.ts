import { Unreadable } from './received'
import { isRecord } from './record'
import { fromText, isScalar, toText } from './scalars'
import type { Location, Member, Structure, TimestampFormat } from './shape'

// The parts of a REST request or answer that stand outside of its body.

const formats: Readonly<Record<'uri' | 'querystring' | 'header', TimestampFormat>> = {
  uri: 'iso8601',
  querystring: 'iso8601',
  header: 'rfc822',
}

const elsewhere = new WeakMap<Structure, readonly Member[]>()

/** The members that are not in the body; found once for each structure. */
function boundMembers(structure: Structure): readonly Member[] {
  const known = elsewhere.get(structure)
  if (known !== undefined) return known
  const members = structure.members.filter((it) => it.location !== 'body')
  elsewhere.set(structure, members)
  return members
}

export interface Outside {
  readonly labels: ReadonlyMap<string, string>
  readonly query: () => ReadonlyMap<string, readonly string[]>
  readonly headers: Headers
}

/** Reads what stands in path, query and headers. Of a plain parameter that is said twice the first counts. Throws Unreadable. */
export function readBindings(structure: Structure, { labels, query, headers }: Outside): Record<string, unknown> {
  const read: Record<string, unknown> = {}
  for (const member of boundMembers(structure)) {
    const value = readOne(member, labels, query, headers)
    if (value !== undefined) read[member.name] = value
  }
  return read
}

function readOne(member: Member, labels: Outside['labels'], query: Outside['query'], headers: Headers): unknown {
  const { wireName, shape, location } = member
  switch (location) {
    case 'uri':
      return plain(member, labels.get(wireName), location)
    case 'querystring': {
      const values = query().get(wireName)
      if (values === undefined) return undefined
      if (shape.kind === 'list') return values.map((it) => plain(shape.member, it, location, wireName))
      return plain(member, values[0], location)
    }
    case 'header': {
      const text = headers.get(wireName) ?? undefined
      if (shape.kind !== 'list' || text === undefined) return plain(member, text, location)
      const parts = text.split(',').map((it) => it.trim())
      return parts.filter((it) => it !== '').map((it) => plain(shape.member, it, location, wireName))
    }
    case 'headers':
      return prefixed(wireName.toLowerCase(), headers)
    default:
      return undefined
  }
}

function prefixed(prefix: string, headers: Headers): Readonly<Record<string, string>> | undefined {
  const found: [string, string][] = []
  for (const [name, value] of headers)
    if (name.startsWith(prefix)) found.push([name.slice(prefix.length), decodedWords(value)])
  return found.length === 0 ? undefined : Object.fromEntries(found)
}

function plain(
  { shape, wireName }: Member,
  text: string | undefined,
  location: 'uri' | 'querystring' | 'header',
  name = wireName,
): unknown {
  if (text === undefined) return undefined
  if (!isScalar(shape)) throw new TypeError(`The shape ${shape.name} cannot stand in a ${location}.`)
  try {
    return fromText(shape, text, formats[location])
  } catch (why) {
    if (!(why instanceof Unreadable)) throw why
    const counted = shape.kind === 'integer' || shape.kind === 'long'
    const message = counted
      ? `Provided ${name} not an integer or within integer range`
      : `The value of ${name} cannot be read. ${why.message}`
    throw new Unreadable(message, undefined, { ArgumentName: name, ArgumentValue: text.slice(0, 1024) })
  }
}

/** What path, query and headers say, ready to be sent. */
export interface Written {
  readonly labels: ReadonlyMap<string, string>
  readonly query: readonly (readonly [string, string])[]
  readonly headers: Headers
}

/** The opposite of readBindings. Throws TypeError when a value is not of its shape. */
export function writeBindings(structure: Structure, value: Readonly<Record<string, unknown>>): Written {
  const labels = new Map<string, string>()
  const query: (readonly [string, string])[] = []
  const headers = new Headers()
  for (const { name, wireName, shape, location } of boundMembers(structure)) {
    const said = value[name]
    if (said === undefined || said === null) continue
    if (location === 'headers') {
      if (!isRecord(said)) throw new TypeError(`The shape ${shape.name} is a map, and what was given is not.`)
      for (const [key, it] of Object.entries(said))
        if (typeof it === 'string') headers.set(`${wireName}${key}`, headerValue(it))
      continue
    }
    const values = shape.kind === 'list' && Array.isArray(said) ? said : [said]
    const one = shape.kind === 'list' ? shape.member.shape : shape
    const text = (it: unknown) => written(one, it, location)
    if (location === 'uri') labels.set(wireName, text(said))
    if (location === 'querystring') for (const it of values) query.push([wireName, text(it)])
    if (location === 'header') headers.set(wireName, headerValue(values.map(text).join(',')))
  }
  return { labels, query, headers }
}

function written(shape: Member['shape'], value: unknown, location: Location): string {
  if (!isScalar(shape)) throw new TypeError(`The shape ${shape.name} cannot stand outside of a body.`)
  return toText(shape, value, location === 'header' ? 'rfc822' : 'iso8601')
}

/**
 * A header holds no control characters, so that nothing said by one can start another; what is not ASCII goes as an RFC 2047 word,
 * as S3 answers it. https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html
 */
export function headerValue(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what has to go.
  const clean = text.replace(/[\u0000-\u001F\u007F]/g, ' ')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII begins with them.
  if (/^[\u0000-\u007F]*$/.test(clean)) return clean
  const bytes = new TextEncoder().encode(clean)
  return `=?UTF-8?B?${btoa(Array.from(bytes, (it) => String.fromCharCode(it)).join(''))}?=`
}

function decodedWords(text: string): string {
  const [, word] = /^=\?UTF-8\?B\?([A-Za-z0-9+/=]*)\?=$/i.exec(text) ?? []
  if (word === undefined) return text
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(atob(word), (it) => it.charCodeAt(0)))
  } catch {
    return text
  }
}
