/** A JSON value that knows where it stands; objects are maps, so that no member name reaches a prototype. */
export interface Node {
  readonly value: string | number | boolean | null | readonly Node[] | ReadonlyMap<string, Node>
  /** Offsets in the text: of its first character, and behind its last. */
  readonly start: number
  readonly end: number
}

/** The text is no JSON, at this offset. */
export class NoJson extends Error {
  override readonly name = 'NoJson'

  constructor(readonly at: number) {
    super('This is no JSON.')
  }
}

const deepest = 60
const number = /-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y
const space = /[ \t\n\r]*/y

/** RFC 8259, without duplicate member names. Throws NoJson. */
export function parseJson(text: string): Node {
  let at = 0

  const skip = (): void => {
    space.lastIndex = at
    space.test(text)
    at = space.lastIndex
  }
  const expect = (sign: string): void => {
    if (text[at] !== sign) throw new NoJson(at)
    at += 1
  }
  const word = (spelled: string, value: boolean | null): Node => {
    if (!text.startsWith(spelled, at)) throw new NoJson(at)
    const start = at
    at += spelled.length
    return { value, start, end: at }
  }
  const string = (): Node => {
    const start = at
    at += 1
    while (text[at] !== '"') {
      if (at >= text.length) throw new NoJson(start)
      at += text[at] === '\\' ? 2 : 1
    }
    at += 1
    try {
      return { value: JSON.parse(text.slice(start, at)), start, end: at }
    } catch {
      throw new NoJson(start)
    }
  }
  const numeral = (): Node => {
    number.lastIndex = at
    const start = at
    if (!number.test(text)) throw new NoJson(at)
    at = number.lastIndex
    return { value: Number(text.slice(start, at)), start, end: at }
  }
  const list = (depth: number): Node => {
    const start = at
    const members: Node[] = []
    at += 1
    skip()
    while (text[at] !== ']') {
      if (members.length > 0) expect(',')
      members.push(any(depth))
      skip()
    }
    at += 1
    return { value: members, start, end: at }
  }
  const object = (depth: number): Node => {
    const start = at
    const members = new Map<string, Node>()
    at += 1
    skip()
    while (text[at] !== '}') {
      if (members.size > 0) {
        expect(',')
        skip()
      }
      if (text[at] !== '"') throw new NoJson(at)
      const name = string()
      if (typeof name.value !== 'string' || members.has(name.value)) throw new NoJson(name.start)
      skip()
      expect(':')
      members.set(name.value, any(depth))
      skip()
    }
    at += 1
    return { value: members, start, end: at }
  }
  const any = (depth: number): Node => {
    if (depth > deepest) throw new NoJson(at)
    skip()
    switch (text[at]) {
      case '{':
        return object(depth + 1)
      case '[':
        return list(depth + 1)
      case '"':
        return string()
      case 't':
        return word('true', true)
      case 'f':
        return word('false', false)
      case 'n':
        return word('null', null)
      default:
        return numeral()
    }
  }

  const node = any(0)
  skip()
  if (at !== text.length) throw new NoJson(at)
  return node
}

/** Line and column of an offset in this text, both from 1. */
export function placesIn(text: string): (offset: number) => { readonly line: number; readonly column: number } {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return (offset) => {
    let [low, high] = [0, starts.length]
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 }
  }
}
