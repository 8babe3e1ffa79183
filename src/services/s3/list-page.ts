import type { Listing } from './listing'

/** Keys as the client asked for them: percent-encoded, so that XML can carry any of them. */
export function spelling(encoding: string | undefined): (key: string) => string {
  return encoding === 'url'
    ? (key) =>
        encodeURIComponent(key)
          .replaceAll('%2F', '/')
          .replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    : (key) => key
}

/** `Contents` and `CommonPrefixes` of a page. */
export function pageMembers(
  { objects, prefixes }: Listing,
  spell: (key: string) => string,
  owner: string | undefined,
): { readonly Contents: readonly unknown[]; readonly CommonPrefixes: readonly unknown[] } {
  return {
    Contents: objects.map((it) => ({
      Key: spell(it.key),
      LastModified: new Date(it.modifiedAt),
      ETag: `"${it.etag}"`,
      Size: it.size,
      StorageClass: 'STANDARD',
      ...(owner === undefined ? {} : { Owner: { ID: owner } }),
      ChecksumAlgorithm: Object.keys(it.checksums).filter((name) => name !== 'Type'),
    })),
    CommonPrefixes: prefixes.map((Prefix) => ({ Prefix: spell(Prefix) })),
  }
}
