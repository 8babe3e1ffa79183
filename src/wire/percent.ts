import { Unreadable } from './received'

/** Decodes percent-encoding. Throws Unreadable with the code given when it is no UTF-8 or no percent-encoding. */
export function percentDecoded(text: string, code?: string): string {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    throw new Unreadable("Couldn't parse the specified URI.", code, {}, 400)
  }
}

/** RFC 3986: everything but the unreserved characters is encoded, `/` too. A lone surrogate becomes U+FFFD. */
export function percentEncoded(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (it) => `%${it.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

/** Pairs in order, decoded; `+` is a space. More than `most` pairs are Unreadable. */
export function pairs(text: string, most: number): (readonly [string, string])[] {
  const found: (readonly [string, string])[] = []
  for (let from = 0; from < text.length; ) {
    let end = text.indexOf('&', from)
    if (end < 0) end = text.length
    if (end > from) {
      if (found.length === most) throw new Unreadable(`There are more than ${most} parameters.`)
      const equals = text.indexOf('=', from)
      const middle = equals < 0 || equals > end ? end : equals
      found.push([plusDecoded(text.slice(from, middle)), plusDecoded(text.slice(middle + 1, end))])
    }
    from = end + 1
  }
  return found
}

function plusDecoded(text: string): string {
  return percentDecoded(text.includes('+') ? text.replaceAll('+', ' ') : text)
}

/** The parameters of a query string; each name with all its values. */
export function queryOf(text: string): ReadonlyMap<string, readonly string[]> {
  const query = new Map<string, string[]>()
  if (text === '') return query
  for (const [name, value] of pairs(text, 1000)) {
    const known = query.get(name)
    if (known === undefined) query.set(name, [value])
    else known.push(value)
  }
  return query
}

/** The names in a query string, values not looked at; what cannot be decoded is left out. */
export function queryNames(text: string): ReadonlySet<string> {
  const names = new Set<string>()
  if (text === '') return names
  for (const pair of text.split('&', 1000)) {
    const name = pair.split('=', 1)[0] ?? ''
    if (/^[A-Za-z0-9-]+$/.test(name)) names.add(name)
    else if (name.includes('%')) {
      try {
        names.add(decodeURIComponent(name))
      } catch {
        // Reading the query refuses it.
      }
    }
  }
  return names
}
