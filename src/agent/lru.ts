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

export function lru<Thing>(given: {
  readonly most: number
  readonly mostBytes: number
  readonly bytesOf: (thing: Thing) => number
  readonly evicted?: (key: string, thing: Thing) => void
}): Lru<Thing> {
  const things = new Map<string, Thing>()
  let bytes = 0
  const drop = (key: string): Thing | undefined => {
    const thing = things.get(key)
    if (thing === undefined) return undefined
    things.delete(key)
    bytes -= given.bytesOf(thing)
    return thing
  }
  return {
    use(key) {
      const thing = things.get(key)
      if (thing === undefined) return undefined
      things.delete(key)
      things.set(key, thing)
      return thing
    },
    see: (key) => things.get(key),
    set(key, thing) {
      drop(key)
      things.set(key, thing)
      bytes += given.bytesOf(thing)
      for (const oldest of things.keys()) {
        if (things.size <= given.most && bytes <= given.mostBytes) break
        const gone = drop(oldest)
        if (gone !== undefined) given.evicted?.(oldest, gone)
      }
    },
    remove(key) {
      drop(key)
    },
    values: () => things.values(),
    get size() {
      return things.size
    },
    get bytes() {
      return bytes
    },
  }
}
