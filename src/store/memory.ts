import { type Engine, embedded, type Rows } from './embedded'
import { MemoryTable } from './memory-table'
import { indexAt, keptRow, taken } from './rows'
import type { TableSpec } from './table'
import type { Store } from './tables'

/** A store that forgets. It keeps all the promises of the others, but for lasting. */
export function memoryStore(): Store {
  return embedded(memory())
}

function memory(): Engine {
  const kept = new Map<string, MemoryTable>()
  const undone: (() => void)[] = []
  let mark = 0

  const keptOf = (name: string): MemoryTable => {
    const found = kept.get(name) ?? new MemoryTable()
    kept.set(name, found)
    return found
  }
  const undoTo = (length: number): void => {
    while (undone.length > length) undone.pop()?.()
  }
  const end = (): void => {
    undone.length = 0
    for (const it of kept.values()) it.commit()
  }

  const side = <Row>(spec: TableSpec<Row>, sees: 'committed' | 'current'): Rows<Row> => {
    const table = keptOf(spec.name)
    return {
      get(key) {
        const found = table.get(key, sees)
        return found === undefined ? undefined : JSON.parse(found.row)
      },
      list: (where) => table.list(where, indexAt(spec, where.by), sees).map((it) => JSON.parse(it.row)),
      count: (where) => table.list(where, indexAt(spec, where.by), sees).length,
      insert(key, row) {
        const next = keptRow(spec, key, row)
        if (table.get(key, 'current') !== undefined || table.taken(next)) return false
        undone.push(table.put(key, next))
        return true
      },
      replace(key, row) {
        const next = keptRow(spec, key, row)
        if (table.taken(next)) throw taken(spec.name, key)
        undone.push(table.put(key, next))
      },
      remove(key) {
        if (table.get(key, 'current') === undefined) return false
        undone.push(table.put(key, undefined))
        return true
      },
    }
  }

  return {
    committed: (spec) => side(spec, 'committed'),
    writing: (spec) => side(spec, 'current'),
    begin: end,
    commit: end,
    rollback() {
      undoTo(0)
      end()
    },
    mark() {
      mark = undone.length
    },
    back: () => undoTo(mark),
    keep() {},
    lost: () => false,
    check() {},
    close() {},
  }
}
