import { type Api, follow, type Kind, type KubeObject, type Selection } from '../../kubernetes'
import { words } from '../watch-cluster'

/** A local copy of what there is of a kind, kept by list and watch. */
export interface Copy<Kept> {
  /** The first list has been read. */
  isLoaded(): boolean
  get(namespace: string, name: string): Kept | undefined
  values(): IterableIterator<Kept>
  readonly size: number
  /** Called after each change. */
  onChange(listener: () => void): void
  /** Ends with the signal. */
  readonly ended: Promise<void>
}

/** Of each object only what `keep` makes of it stays; undefined: nothing does. */
export function copyOf<Kept extends object>(
  api: Api,
  kind: Kind,
  selection: Selection,
  given: {
    readonly keep: (object: KubeObject) => Kept | undefined
    readonly signal: AbortSignal
    readonly log: (message: string, facts: Readonly<Record<string, unknown>>) => void
  },
): Copy<Kept> {
  let loaded = false
  const kept = new Map<string, Kept>()
  const listeners: (() => void)[] = []
  const keyOf = (namespace: string, name: string): string => `${namespace}/${name}`
  const put = ({ key, value }: { readonly key: string; readonly value: Kept | undefined }): void => {
    if (value === undefined) kept.delete(key)
    else kept.set(key, value)
  }
  const ended = follow(api, kind, selection, {
    signal: given.signal,
    keep: (object) => ({
      key: keyOf(object.metadata.namespace ?? '', object.metadata.name),
      value: given.keep(object),
    }),
    onSeen: (seen) => {
      if (seen.type === 'all') {
        kept.clear()
        loaded = true
        for (const it of seen.objects) put(it)
      } else if (seen.type === 'gone') kept.delete(seen.object.key)
      else put(seen.object)
      for (const listener of listeners) listener()
    },
    onTrouble: (why, failures) => {
      if (failures > 2) given.log(`${kind.plural} cannot be followed; trying again`, { why: words(why) })
    },
  })
  return {
    isLoaded: () => loaded,
    get: (namespace, name) => kept.get(keyOf(namespace, name)),
    values: () => kept.values(),
    get size() {
      return kept.size
    },
    onChange: (listener) => {
      listeners.push(listener)
    },
    ended,
  }
}
