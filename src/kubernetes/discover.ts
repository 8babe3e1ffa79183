/** Why an issuer's keys could not be had, in words a person can act on. */
export class NoKeys extends Error {
  override readonly name = 'NoKeys'
}

/** Bytes of a discovery document or a JWKS. */
const largest = 256 * 1024

/**
 * The keys an OIDC issuer publishes: https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfig. `issuer` must be https (or
 * http on loopback), and the document must name itself by it. Throws NoKeys.
 */
export async function discoverKeys(issuer: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  if (!isSafe(issuer)) throw new NoKeys(`The issuer must be an https:// address, not "${issuer}".`)
  const document = await get(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`)
  if (document.issuer !== issuer)
    throw new NoKeys(`The discovery document of ${issuer} names another issuer: ${String(document.issuer)}.`)
  const { jwks_uri: at } = document
  if (typeof at !== 'string' || !isSafe(at))
    throw new NoKeys(`The discovery document of ${issuer} has no usable jwks_uri.`)
  return readKeys(await get(at))
}

/** The keys of a JWKS document. Throws NoKeys when it has none. */
export function readKeys(jwks: Readonly<Record<string, unknown>>): readonly Readonly<Record<string, unknown>>[] {
  const { keys } = jwks
  if (!Array.isArray(keys) || keys.length === 0)
    throw new NoKeys('This is no JWKS: a member "keys" with at least one key is needed.')
  return keys
}

async function get(url: string): Promise<Readonly<Record<string, unknown>>> {
  let value: unknown
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000), redirect: 'error' })
    if (!response.ok) throw new NoKeys(`${url} answers ${response.status}.`)
    value = JSON.parse(await textOf(response))
  } catch (why) {
    if (why instanceof NoKeys) throw why
    throw new NoKeys(`${url} cannot be read: ${why instanceof Error ? why.message : 'unknown failure'}.`)
  }
  if (typeof value !== 'object' || value === null) throw new NoKeys(`${url} is no JSON object.`)
  return Object.fromEntries(Object.entries(value))
}

/** At most `largest` bytes: who is asked is not always a friend. */
async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength
    if (size > largest) throw new NoKeys(`${response.url} answers with more than ${largest} bytes.`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function isSafe(url: string): boolean {
  return /^https:\/\/[^/]/.test(url) || /^http:\/\/(127\.0\.0\.1|\[::1\])(:\d+)?(\/|$)/.test(url)
}
