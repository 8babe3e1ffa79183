// The canonical request: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
// Percent-encoding works on bytes, so that what is not UTF-8 is signed as it came.

const unreserved = /^[A-Za-z0-9._~-]*$/
const plainPath = /^(?:\/(?!\.{0,2}(?:\/|$))[A-Za-z0-9._~-]+)+$/

/** Every service but S3: dot segments and doubled slashes resolved, then the encoded path encoded once more. */
export function canonicalPath(path: string): string {
  if (plainPath.test(path)) return path
  const kept: string[] = []
  for (const segment of path.split('/')) {
    if (segment === '..') kept.pop()
    else if (segment !== '' && segment !== '.') kept.push(encoded(segment))
  }
  return `/${kept.join('/')}${kept.length > 0 && /\/\.{0,2}$/.test(path) ? '/' : ''}`
}

/**
 * S3: nothing resolved, and each byte encoded once, however the client wrote it. Some signers keep an encoded slash, some sign it as the
 * slash that it stands for: both forms are given where they differ.
 */
export function canonicalObjectPaths(path: string): readonly string[] {
  if (path === '') return ['/']
  if (plainPath.test(path)) return [path]
  const kept = path
    .split('/')
    .map((segment) => encoded(percentDecoded(segment, false)))
    .join('/')
  return kept.includes('%2F') ? [kept, kept.replaceAll('%2F', '/')] : [kept]
}

/** Decoded and encoded again, sorted by name, then value; `except` is left out. */
export function canonicalQuery(query: string, except?: string): string {
  if (query === '') return ''
  const pairs: (readonly [name: string, value: string])[] = []
  for (const pair of query.split('&')) {
    if (pair === '') continue
    const at = pair.indexOf('=')
    const name = at < 0 ? pair : pair.slice(0, at)
    if (name !== except) pairs.push([recoded(name), at < 0 ? '' : recoded(pair.slice(at + 1))])
  }
  pairs.sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : x > y ? 1 : 0))
  return pairs.map(([name, value]) => `${name}=${value}`).join('&')
}

/**
 * `name:value` lines, blanks collapsed. A server sees `a, b` both for one header with that value and for two headers, which signers join
 * with a bare comma, so there may be several forms to try, the one as received first. A few such commas are doubted one by one; of more,
 * those of a header together, and only of the first three headers, so that refusing stays cheap.
 */
export function* canonicalHeaders(names: readonly string[], headers: Headers): Generator<string> {
  const received = names.map((name) => collapsed(headers.get(name) ?? ''))
  yield names.map((name, at) => `${name}:${received[at]}\n`).join('')
  const values = received.map((value) => value.split(', '))
  const doubtful = values.flatMap((parts, header) => parts.slice(1).map((_, comma) => ({ header, comma })))
  const [few, most] = [doubtful.length <= fewCommas, 3]
  const several = [...new Set(doubtful.map(({ header }) => header))].slice(0, most)
  const bits = few ? doubtful.length : several.length
  for (let mask = 1; mask < 1 << bits; mask += 1) {
    const isBare = (header: number, comma: number): boolean => {
      const bit = few ? doubtful.findIndex((it) => it.header === header && it.comma === comma) : several.indexOf(header)
      return bit >= 0 && (mask & (1 << bit)) !== 0
    }
    const line = (name: string, header: number): string =>
      `${name}:${(values[header] ?? []).reduce((text, part, at) => `${text}${isBare(header, at - 1) ? ',' : ', '}${part}`)}\n`
    yield names.map(line).join('')
  }
}

const fewCommas = 4

function collapsed(value: string): string {
  const trimmed = value.trim()
  return /[ \t]{2}|\t/.test(trimmed) ? trimmed.replace(/[ \t]+/g, ' ') : trimmed
}

function recoded(text: string): string {
  return unreserved.test(text) ? text : encoded(percentDecoded(text, true))
}

/** Text of one byte a character to RFC 3986; what is beyond a byte is encoded as UTF-8. */
function encoded(text: string): string {
  if (unreserved.test(text)) return text
  let out = ''
  for (const byte of bytesOf(text)) {
    const character = String.fromCharCode(byte)
    out += unreserved.test(character) ? character : `%${byte < 16 ? '0' : ''}${byte.toString(16).toUpperCase()}`
  }
  return out
}

function bytesOf(text: string): Uint8Array {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 255) return Buffer.from(text, 'utf8')
  return Buffer.from(text, 'latin1')
}

/** A percent sign that begins no octet stands for itself. The result has one character a byte. */
function percentDecoded(text: string, plusIsBlank: boolean): string {
  const bytes = plusIsBlank ? text.replaceAll('+', ' ') : text
  return bytes.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}
