/** A JSON object whose every object, at any depth, names each member once; undefined for anything else. RFC 7519 §4 leaves duplicates open: here they are refused. */
export function strictObject(bytes: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
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

/** Whether an object in this text, known to be valid JSON, names a member twice. */
function repeatsMembers(text: string): boolean {
  const open: Set<string>[] = []
  let at = 0
  while (at < text.length) {
    const character = text[at]
    if (character === '{') open.push(new Set())
    else if (character === '}') open.pop()
    else if (character === '"') {
      const end = closingQuote(text, at)
      let after = end + 1
      while (' \t\n\r'.includes(text[after] ?? 'x')) after += 1
      if (text[after] === ':') {
        const raw = text.slice(at, end + 1)
        const name = raw.includes('\\') ? String(JSON.parse(raw)) : raw.slice(1, -1)
        const names = open.at(-1)
        if (names?.has(name)) return true
        names?.add(name)
      }
      at = end
    }
    at += 1
  }
  return false
}

function closingQuote(text: string, from: number): number {
  let at = from + 1
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at
}
