import type { Sent } from './sigv4.test-support'

// What may happen to a signed request on its way: changes that must break its signature, and changes that must not.

export type Altered = readonly [what: string, sent: Sent]

type Pair = readonly [name: string, value: string | undefined]

function pairsOf(query: string): Pair[] {
  return query === ''
    ? []
    : query.split('&').map((pair) => {
        const at = pair.indexOf('=')
        return at < 0 ? [pair, undefined] : [pair.slice(0, at), pair.slice(at + 1)]
      })
}

function queryOf(pairs: readonly Pair[]): string {
  return pairs.map(([name, value]) => (value === undefined ? name : `${name}=${value}`)).join('&')
}

const without = (headers: Sent['headers'], name: string): Sent['headers'] =>
  Object.fromEntries(Object.entries(headers).filter(([other]) => other.toLowerCase() !== name))

const signedNames = ({ headers, query }: Sent): readonly string[] => {
  const inHeader = /SignedHeaders=([^,]*)/.exec(headers.authorization ?? '')?.[1]
  const inQuery = /X-Amz-SignedHeaders=([^&]*)/.exec(query)?.[1]
  return (inHeader ?? decodeURIComponent(inQuery ?? '')).split(';')
}

/** Every way in which one thing about a request is different. `body` only where the signature binds it. */
export function altered(sent: Sent, bodyIsBound: boolean): readonly Altered[] {
  return [
    ...['GET', 'HEAD', 'PATCH', 'POST']
      .filter((it) => it !== sent.method)
      .map((it): Altered => [it, { ...sent, method: it }]),
    ['a longer path', { ...sent, path: `${sent.path}x` }],
    ['a path beneath', { ...sent, path: `${sent.path === '/' ? '' : sent.path}/x` }],
    ['a path above', { ...sent, path: `/x${sent.path}` }],
    ['one more parameter', { ...sent, query: sent.query === '' ? 'x' : `${sent.query}&x` }],
    ...alteredParameters(sent),
    ...alteredHeaders(sent),
    ...(sent.headers.authorization === undefined ? [] : alteredAuthorization(sent, sent.headers.authorization)),
    ...(bodyIsBound ? [['another body', { ...sent, body: `${sent.body}x` }] as const] : []),
  ]
}

function alteredParameters(sent: Sent): readonly Altered[] {
  const pairs = pairsOf(sent.query)
  return pairs.flatMap(([name, value], at): Altered[] => {
    const put = (...them: Pair[]): Sent => ({
      ...sent,
      query: queryOf([...pairs.slice(0, at), ...them, ...pairs.slice(at + 1)]),
    })
    return [
      [`without parameter ${name}`, put()],
      [`parameter ${name} twice`, put([name, value], [name, value])],
      [`another value of parameter ${name}`, put([name, `${value ?? ''}0`])],
      [`parameter ${name} by another name`, put([`${name}0`, value])],
    ]
  })
}

function alteredHeaders(sent: Sent): readonly Altered[] {
  return signedNames(sent).flatMap((name): Altered[] => {
    const value = new Headers(sent.headers).get(name)
    if (value === null) return []
    const rest = without(sent.headers, name)
    const dropped: Altered[] = value === '' ? [] : [[`without header ${name}`, { ...sent, headers: rest }]]
    return [
      ...dropped,
      [`another value of header ${name}`, { ...sent, headers: { ...rest, [name]: `${value}x` } }],
      [`header ${name} twice`, { ...sent, headers: { ...rest, [name]: `${value}, ${value}` } }],
    ]
  })
}

function alteredAuthorization(sent: Sent, header: string): readonly Altered[] {
  const put = (what: string, pattern: RegExp, instead: string | ((found: string) => string)): Altered => {
    const authorization =
      typeof instead === 'string' ? header.replace(pattern, instead) : header.replace(pattern, instead)
    if (authorization === header) throw new Error(`${what} changes nothing.`)
    return [what, { ...sent, headers: { ...sent.headers, authorization } }]
  }
  const names = signedNames(sent)
  return [
    put('another region', /\/[\w-]+(\/[\w-]+\/aws4_request)/, '/moon-1$1'),
    put('another service', /\/[\w-]+(\/aws4_request)/, (it) =>
      it.startsWith('/iam/') ? '/sts/aws4_request' : '/iam/aws4_request',
    ),
    put('another day', /\/\d{8}\//, '/20260103/'),
    put('another key', /Credential=\w/, (it) => (it.endsWith('A') ? 'Credential=B' : 'Credential=A')),
    put('one more signed header', /SignedHeaders=[^,]*/, (it) => `${it};x-none`),
    ...names.map((name) =>
      put(`${name} not signed`, /SignedHeaders=[^,]*/, `SignedHeaders=${names.filter((it) => it !== name).join(';')}`),
    ),
    ...digits(header).map(
      ([at, authorization]): Altered => [
        `digit ${at} of the signature`,
        { ...sent, headers: { ...sent.headers, authorization } },
      ],
    ),
  ]
}

/** The header with one digit of its signature changed, for each of them. */
function digits(header: string): readonly (readonly [number, string])[] {
  const from = header.indexOf('Signature=') + 'Signature='.length
  return Array.from({ length: 64 }, (_, at) => {
    const digit = header.charAt(from + at) === '0' ? '1' : '0'
    return [at, header.slice(0, from + at) + digit + header.slice(from + at + 1)] as const
  })
}

const lowerHex = (text: string): string => text.replace(/%[0-9A-F]{2}/g, (it) => it.toLowerCase())

/** Changes on the way that mean the same. Every service but S3 signs its path as it was sent. */
export function unaltered(sent: Sent, service: string): readonly Altered[] {
  const { headers, query, path } = sent
  const entries = Object.entries(headers)
  const names = new Set(signedNames(sent))
  const spaced = entries.map(([name, value]) => [
    name,
    names.has(name.toLowerCase()) ? ` ${value.replaceAll(' ', '   ')} ` : value,
  ])
  return [
    ['headers in another order', { ...sent, headers: Object.fromEntries(entries.toReversed()) }],
    [
      'headers in upper case',
      { ...sent, headers: Object.fromEntries(entries.map(([name, it]) => [name.toUpperCase(), it])) },
    ],
    ['one more header', { ...sent, headers: { ...headers, 'x-forwarded-for': '10.0.0.1' } }],
    ['blanks around and inside of headers', { ...sent, headers: Object.fromEntries(spaced) }],
    ['parameters in another order', { ...sent, query: queryOf(pairsOf(query).toReversed()) }],
    ['empty parameters', { ...sent, query: query === '' ? '&' : `&${query}&&` }],
    ['the same encoding in small letters', { ...sent, query: presignedPart(query) ? query : lowerHex(query) }],
    ...(service === 's3' ? [['the same path in small letters', { ...sent, path: lowerHex(path) }] as const] : []),
    ...(headers.authorization === undefined ? [] : rewritten(sent, headers.authorization)),
  ]
}

const presignedPart = (query: string): boolean => query.includes('X-Amz-')

function rewritten(sent: Sent, header: string): readonly Altered[] {
  const parts = header.slice('AWS4-HMAC-SHA256 '.length).split(/, ?/)
  const put = (authorization: string): Sent => ({ ...sent, headers: { ...sent.headers, authorization } })
  return [
    ['no blanks after commas', put(`AWS4-HMAC-SHA256 ${parts.join(',')}`)],
    ['blanks after commas', put(`AWS4-HMAC-SHA256 ${parts.join(',  ')}`)],
    ['parts in another order', put(`AWS4-HMAC-SHA256 ${parts.toReversed().join(', ')}`)],
  ]
}
