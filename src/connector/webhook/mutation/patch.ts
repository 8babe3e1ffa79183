/** One step of a JSON patch (RFC 6902); we only ever add. */
export interface Add {
  readonly op: 'add'
  /** JSON pointer (RFC 6901). */
  readonly path: string
  readonly value: unknown
}

export function add(path: string, value: unknown): Add {
  return { op: 'add', path, value }
}

/** One token of a JSON pointer. */
export function token(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1')
}

/** Puts items at the end of a list that may not be there yet. */
export function append(path: string, list: readonly unknown[] | undefined, items: readonly unknown[]): readonly Add[] {
  if (items.length === 0) return []
  return list === undefined ? [add(path, items)] : items.map((it) => add(`${path}/-`, it))
}
