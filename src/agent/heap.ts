/** Things in order, the least first: a binary heap. */
export interface Heap<Thing> {
  add(thing: Thing): void
  least(): Thing | undefined
  take(): Thing | undefined
  readonly size: number
}

export function heap<Thing>(order: (thing: Thing) => number): Heap<Thing> {
  const rows: { readonly at: number; readonly thing: Thing }[] = []
  const swap = (one: number, other: number): void => {
    const [left, right] = [rows[one], rows[other]]
    if (left === undefined || right === undefined) return
    rows[one] = right
    rows[other] = left
  }
  const before = (one: number, other: number): boolean =>
    (rows[one]?.at ?? Number.POSITIVE_INFINITY) < (rows[other]?.at ?? Number.POSITIVE_INFINITY)

  return {
    add(thing) {
      let at = rows.push({ at: order(thing), thing }) - 1
      while (at > 0) {
        const parent = (at - 1) >> 1
        if (!before(at, parent)) break
        swap(at, parent)
        at = parent
      }
    },
    least: () => rows[0]?.thing,
    take() {
      const [first] = rows
      const last = rows.pop()
      if (first === undefined || last === undefined) return undefined
      if (rows.length === 0) return first.thing
      rows[0] = last
      for (let at = 0; ; ) {
        const [left, right] = [2 * at + 1, 2 * at + 2]
        const least = before(right, left) ? right : left
        if (!before(least, at)) break
        swap(at, least)
        at = least
      }
      return first.thing
    },
    get size() {
      return rows.length
    },
  }
}
