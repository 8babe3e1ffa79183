import { compare, type Stretch } from './order'
import type { KeptRow } from './rows'

interface Entry {
  readonly value: string
  readonly row: KeptRow
}

/** Entries in the order of their values, which differ. */
class Order {
  readonly #entries: Entry[] = []

  find(value: string): KeptRow | undefined {
    const entry = this.#entries[this.#place(value)]
    return entry?.value === value ? entry.row : undefined
  }

  add(value: string, row: KeptRow): void {
    this.#entries.splice(this.#place(value), 0, { value, row })
  }

  remove(value: string): void {
    this.#entries.splice(this.#place(value), 1)
  }

  between({ low, high }: Stretch): readonly Entry[] {
    const start = this.#place(low.value, low.open)
    return this.#entries.slice(start, high === undefined ? undefined : this.#place(high.value, !high.open))
  }

  /** How many lie before the value, it among them when `after`. */
  #place(value: string, after = false): number {
    let low = 0
    let high = this.#entries.length
    while (low < high) {
      const middle = (low + high) >> 1
      const order = compare(this.#entries[middle]?.value ?? '', value)
      if (order < 0 || (after && order === 0)) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** The rows of a table as the writer sees them, and, of those it has changed since the last commit, how they were. */
export class MemoryTable {
  readonly #rows = new Map<string, KeptRow>()
  readonly #before = new Map<string, KeptRow | undefined>()
  readonly #keys = new Order()
  readonly #indexes: Order[] = []

  get(key: string, sees: 'committed' | 'current'): KeptRow | undefined {
    return sees === 'committed' && this.#before.has(key) ? this.#before.get(key) : this.#rows.get(key)
  }

  /** `at`: which index; undefined: the keys. */
  list(where: Stretch, at: number | undefined, sees: 'committed' | 'current'): readonly KeptRow[] {
    const current = (at === undefined ? this.#keys : this.#index(at)).between(where)
    const entries = sees === 'committed' && this.#before.size > 0 ? this.#asCommitted(current, where, at) : [...current]
    if (where.descending) entries.reverse()
    return entries.slice(0, where.limit).map((it) => it.row)
  }

  /** Whether another row has one of this row's index values. */
  taken(row: KeptRow): boolean {
    return row.indexes.some((value, at) => value !== undefined && (this.#index(at).find(value) ?? row).key !== row.key)
  }

  /** Puts the row, or none, in the place of the one that is there; answers what undoes it. */
  put(key: string, next: KeptRow | undefined): () => void {
    const last = this.#rows.get(key)
    if (!this.#before.has(key)) this.#before.set(key, last)
    this.#exchange(key, last, next)
    return () => this.#exchange(key, next, last)
  }

  commit(): void {
    this.#before.clear()
  }

  #exchange(key: string, last: KeptRow | undefined, next: KeptRow | undefined): void {
    if (last !== undefined) {
      this.#rows.delete(key)
      this.#keys.remove(key)
      for (const [at, value] of last.indexes.entries()) if (value !== undefined) this.#index(at).remove(value)
    }
    if (next === undefined) return
    this.#rows.set(key, next)
    this.#keys.add(key, next)
    for (const [at, value] of next.indexes.entries()) if (value !== undefined) this.#index(at).add(value, next)
  }

  #asCommitted(current: readonly Entry[], where: Stretch, at: number | undefined): Entry[] {
    const before = new Order()
    for (const row of this.#before.values()) {
      const value = at === undefined ? row?.key : row?.indexes[at]
      if (row !== undefined && value !== undefined) before.add(value, row)
    }
    const same = current.filter((it) => !this.#before.has(it.row.key))
    return [...same, ...before.between(where)].sort((a, b) => compare(a.value, b.value))
  }

  #index(at: number): Order {
    const found = this.#indexes[at] ?? new Order()
    this.#indexes[at] = found
    return found
  }
}
