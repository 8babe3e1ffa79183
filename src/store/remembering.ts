import type { Engine, Rows, Side } from './embedded'
import type { TableSpec } from './table'

/** Rows remembered at most, all tables together. */
const most = 20_000
const sep = '\u0000'

/**
 * An engine that remembers the rows it has read by key, parsed, until a commit changes them. Sound only where nobody else writes to the
 * store: then what was committed is known here. Rows are frozen, since all who ask share them.
 */
export function remembering(engine: Engine): Engine {
  const known = new Map<string, unknown>()
  /** What the open transaction has touched. */
  const touched = new Set<string>()

  const committed: Side = <Row>(spec: TableSpec<Row>): Rows<Row> => {
    const rows = engine.committed(spec)
    return {
      ...rows,
      get(key) {
        const at = spec.name + sep + key
        const found = known.get(at)
        if (found !== undefined) return found as Row
        const row = rows.get(key)
        if (row === undefined) return undefined
        if (known.size >= most) forgetSome(known)
        known.set(at, frozen(row))
        return row
      },
    }
  }
  const writing: Side = <Row>(spec: TableSpec<Row>): Rows<Row> => {
    const rows = engine.writing(spec)
    const touch = (key: string): void => void touched.add(spec.name + sep + key)
    return {
      ...rows,
      replace(key, row) {
        touch(key)
        rows.replace(key, row)
      },
      remove(key) {
        touch(key)
        return rows.remove(key)
      },
    }
  }
  return {
    ...engine,
    committed,
    writing,
    begin() {
      touched.clear()
      engine.begin()
    },
    commit() {
      // Also when the commit fails: what is read anew is right in either case.
      for (const at of touched) known.delete(at)
      engine.commit()
    },
  }
}

function forgetSome(known: Map<string, unknown>): void {
  for (const at of known.keys()) {
    known.delete(at)
    if (known.size <= most * 0.75) return
  }
}

function frozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  for (const member of Object.values(value)) frozen(member)
  return Object.freeze(value)
}
