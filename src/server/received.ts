/** What of a request is signed and routed; the path and the query as they came, percent-encoding and all. */
export interface Received {
  readonly method: string
  readonly path: string
  /** Without `?`. */
  readonly query: string
  readonly headers: Headers
}

/**
 * Slices the request's address: `new URL` would cost more than the signature, and change what was signed. Bun has resolved dot segments and
 * encoded a few characters before; a signature over the original then does not match, so such a request is refused and not reinterpreted.
 */
export function receive(request: Request): Received {
  const { url } = request
  // Bun leaves the origin out when the Host header cannot stand in a URL.
  const from = url.startsWith('/') ? 0 : url.indexOf('/', url.indexOf('://') + 3)
  const at = url.indexOf('?', from)
  const path = from < 0 ? '/' : at < 0 ? url.slice(from) : url.slice(from, at)
  return { method: request.method, path, query: at < 0 ? '' : url.slice(at + 1), headers: request.headers }
}

/** `bucket.s3.example.com` → the same request by path, `/bucket/…`; the signature is over what came, so that is kept apart. */
export function byPath(received: Received, domain: string): Received {
  const host = received.headers.get('host')
  if (domain === '' || host === null) return received
  const name = host.replace(/:[0-9]+$/, '').toLowerCase()
  if (!name.endsWith(`.${domain}`)) return received
  const bucket = name.slice(0, -domain.length - 1)
  return { ...received, path: `/${bucket}${received.path}` }
}
