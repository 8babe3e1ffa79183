import type { AuthorityPlace, Kept } from './place'

/** A Secret's manners in memory: versions, and no write over what one has not seen. */
export function placeInMemory(): AuthorityPlace & { kept: Kept | undefined; away: boolean } {
  let version = 0
  const place = {
    kept: undefined as Kept | undefined,
    away: false,
    async read() {
      if (place.away) throw new Error('the API server is away')
      return place.kept
    },
    async replace(former: Kept | undefined, data: Kept['data']) {
      if (place.away) throw new Error('the API server is away')
      if (place.kept?.version !== former?.version) return false
      version += 1
      place.kept = { version: String(version), data }
      return true
    },
  }
  return place
}
