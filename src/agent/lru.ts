/** Things by key, bounded in number and in bytes; the least recently used goes first. */
export interface Lru<Thing> {
  /** Counts as a use. */
  use(key: string): Thing | undefined
  /** Does not. */
  see(key: string): Thing | undefined
  set(key: string, thing: Thing): void
  remove(key: string): void
  values(): IterableIterator<Thing>
  readonly size: number
  readonly bytes: number
}

/** A place in the row from the least to the most recently used. */
interface Place<Thing> {
  readonly key: string
  readonly thing: Thing
  before: Place<Thing> | undefined
  after: Place<Thing> | undefined
}

export function lru<Thing>(given: {
  readonly most: number
  readonly mostBytes: number
  readonly bytesOf: (thing: Thing) => number
  readonly evicted?: (key: string, thing: Thing) => void
}): Lru<Thing> {
  const places = new Map<string, Place<Thing>>()
  let oldest: Place<Thing> | undefined
  let newest: Place<Thing> | undefined
  let bytes = 0

  const leave = (place: Place<Thing>): void => {
    if (place.before === undefined) oldest = place.after
    else place.before.after = place.after
    if (place.after === undefined) newest = place.before
    else place.after.before = place.before
  }
  const join = (place: Place<Thing>): void => {
    place.before = newest
    place.after = undefined
    if (newest === undefined) oldest = place
    else newest.after = place
    newest = place
  }
  const remove = (key: string): void => {
    const place = places.get(key)
    if (place === undefined) return
    places.delete(key)
    leave(place)
    bytes -= given.bytesOf(place.thing)
  }

  return {
    use(key) {
      const place = places.get(key)
      if (place === undefined) return undefined
      if (place !== newest) {
        leave(place)
        join(place)
      }
      return place.thing
    },
    see: (key) => places.get(key)?.thing,
    set(key, thing) {
      remove(key)
      const place: Place<Thing> = { key, thing, before: undefined, after: undefined }
      places.set(key, place)
      join(place)
      bytes += given.bytesOf(thing)
      while (oldest !== undefined && (places.size > given.most || bytes > given.mostBytes)) {
        const gone = oldest
        remove(gone.key)
        given.evicted?.(gone.key, gone.thing)
      }
    },
    remove,
    *values() {
      for (const { thing } of places.values()) yield thing
    },
    get size() {
      return places.size
    },
    get bytes() {
      return bytes
    },
  }
}
