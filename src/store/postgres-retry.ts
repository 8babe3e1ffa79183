/** What PostgreSQL says when two transactions cannot both have happened, one after the other: serialization_failure, deadlock_detected. */
const codesOfConflict: ReadonlySet<unknown> = new Set(['40001', '40P01'])

/** Enough that a change only fails when something else is wrong: from the second on, no other of this process is in its way. */
const attempts = 30

/**
 * Runs work until it meets no other. Work that has met another waits for its turn among those that have, so that the changes of one process
 * meet at most once; those of other processes are given way to for a random time.
 */
export function retrying(
  wait: (ms: number) => Promise<void> = Bun.sleep,
): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve()
  const alone = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const mine = last.then(work)
    last = mine.catch(() => undefined)
    return mine
  }
  return async (work) => {
    try {
      return await work()
    } catch (why) {
      if (!isConflict(why)) throw why
    }
    return alone(async () => {
      for (let attempt = 2; ; attempt += 1) {
        try {
          return await work()
        } catch (why) {
          if (!isConflict(why) || attempt >= attempts) throw why
        }
        await wait(Math.random() * Math.min(2 ** attempt, 100))
      }
    })
  }
}

function isConflict(why: unknown): boolean {
  return codesOfConflict.has(Object(why).errno)
}
