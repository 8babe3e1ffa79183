const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** A JSON object whose every object, at any depth, names each member once; undefined for anything else. RFC 7519 §4 leaves duplicates open: here they are refused. */
export function strictObject(bytes: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  try {
    const text = utf8.decode(bytes)
    const value: unknown = JSON.parse(text)
    return isObject(value) && !repeatsMembers(text) ? value : undefined
  } catch {
    return undefined
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** An own member; never one that objects inherit. */
export function member(object: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined
}

const quote = 34
const colon = 58
const backslash = 92
const opening = 123
const closing = 125

/** Whether an object in this text, known to be valid JSON, names a member twice. */
function repeatsMembers(text: string): boolean {
  const open: Set<string>[] = []
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charCodeAt(at)
    if (character === opening) open.push(new Set())
    else if (character === closing) open.pop()
    else if (character === quote) {
      const end = closingQuote(text, at + 1)
      if (text.charCodeAt(afterBlanks(text, end + 1)) === colon) {
        const raw = text.slice(at + 1, end)
        const name = raw.includes('\\') ? String(JSON.parse(`"${raw}"`)) : raw
        const names = open.at(-1)
        if (names?.has(name)) return true
        names?.add(name)
      }
      at = end
    }
  }
  return false
}

function closingQuote(text: string, from: number): number {
  let end = text.indexOf('"', from)
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1)
  return end
}

/** Whether an odd number of backslashes stands before it. */
function isEscaped(text: string, at: number): boolean {
  let before = at - 1
  while (text.charCodeAt(before) === backslash) before -= 1
  return (at - before) % 2 === 0
}

function afterBlanks(text: string, from: number): number {
  let at = from
  for (let it = text.charCodeAt(at); it === 32 || it === 9 || it === 10 || it === 13; it = text.charCodeAt(at)) at += 1
  return at
}
