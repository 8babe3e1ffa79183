/** What a queue writes to. All calls come in order, one at a time. */
export interface Ground {
  begin(): void
  /** Makes everything since `begin` count, or throws and keeps nothing. It lasts once `synced` resolves, or at once where there is none. */
  commit(): void
  /** Resolves when all that was committed before is on the disk. Once it has failed, nothing more can be begun. */
  synced?(): Promise<void>
  /** Is called when a group is settled and nothing is begun; what it gives is waited for before the next begins. Never fails. */
  between?(): Promise<void> | undefined
  /** Undoes everything since `begin`; never throws. */
  rollback(): void
  /** A place to come back to. */
  mark(): void
  /** Undoes everything since `mark`. */
  back(): void
  /** Forgets the place, keeps what was done. */
  keep(): void
  /** Whether everything since `begin` is undone already, as SQLite does on a full disk. */
  lost(): boolean
}

/** One change. */
export interface Turn<Result> {
  /** Does the work. When it is a promise, other turns wait for it. */
  run(): Result | Promise<Result>
  /** It never leaves something half done, so no place to come back to is needed. */
  readonly whole?: boolean
}

export interface Queue {
  /** Settles when the change is committed or undone. */
  take<Result>(turn: Turn<Result>): Promise<Result>
  /** Resolves when all turns taken so far are settled; later ones are refused. */
  close(): Promise<void>
}

/** Tells the one who waits how it went. */
type Settle = () => void

interface Waiting {
  readonly whole: boolean
  run(): Settle | Promise<Settle>
  fail(why: unknown): void
}

/** Turns in one commit: enough to share the cost of syncing, few enough not to keep the first of them waiting. */
const most = 512

/**
 * One writer, many who wait: turns run strictly one after the other, and all that wait when a transaction begins share it and its one commit.
 * A turn that throws is undone alone. A commit that fails fails all of its turns. While the disk is still at one group, the next one
 * gathers; who waits is told only when the disk has it, and so is everyone who may have seen it and writes something after.
 */
export function queue(ground: Ground): Queue {
  const waiting: Waiting[] = []
  let running: Promise<void> | undefined
  let closed = false

  const work = async (): Promise<void> => {
    while (waiting.length > 0) {
      // All requests that have arrived are read first, so that what they write shares the commit.
      await new Promise(setImmediate)
      const { settle, fail } = await group(ground, waiting.splice(0, most))
      if (ground.synced === undefined) settle()
      else await ground.synced().then(settle, fail)
      await ground.between?.()
    }
    running = undefined
  }

  return {
    take<Result>(turn: Turn<Result>): Promise<Result> {
      if (closed) return Promise.reject(new Error('The store is closed.'))
      const { promise, resolve, reject } = Promise.withResolvers<Result>()
      const run = (): Settle | Promise<Settle> => {
        const result = turn.run()
        return result instanceof Promise ? result.then((it) => () => resolve(it)) : () => resolve(result)
      }
      waiting.push({ whole: turn.whole === true, run, fail: reject })
      running ??= work()
      return promise
    },
    async close() {
      closed = true
      await running
    },
  }
}

/** Runs the turns and commits them. They are told how it went by one of the two, or were told already that it failed. */
async function group(ground: Ground, turns: readonly Waiting[]): Promise<{ settle(): void; fail(why: unknown): void }> {
  const settled: Settle[] = []
  const fail = (why: unknown): void => {
    for (const turn of turns) turn.fail(why)
  }
  try {
    ground.begin()
    for (const turn of turns) {
      // No await where there is no promise: a group of single writes is done in one go.
      try {
        const it = turn.whole ? turn.run() : undoable(ground, turn)
        settled.push(it instanceof Promise ? await it : it)
      } catch (why) {
        if (ground.lost()) throw why
        settled.push(() => turn.fail(why))
      }
    }
    ground.commit()
  } catch (why) {
    if (!ground.lost()) ground.rollback()
    fail(why)
    return { settle() {}, fail() {} }
  }
  return {
    settle() {
      for (const settle of settled) settle()
    },
    fail,
  }
}

async function undoable(ground: Ground, turn: Waiting): Promise<Settle> {
  ground.mark()
  try {
    return await turn.run()
  } catch (why) {
    if (!ground.lost()) ground.back()
    throw why
  } finally {
    if (!ground.lost()) ground.keep()
  }
}
