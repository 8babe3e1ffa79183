/** What time does to the agent. The wall clock may jump; the steady one only goes on. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number
  /** Milliseconds since some moment. */
  steady(): number
  /** Calls `work` after `delay` milliseconds, unless the answer is called before. It keeps no process alive. */
  after(delay: number, work: () => void): () => void
  /** Aborts in so many milliseconds: for what waits for an answer from outside. */
  deadline(milliseconds: number): AbortSignal
}

export const realClock: Clock = {
  now: Date.now,
  steady: () => performance.now(),
  after(delay, work) {
    const timer = setTimeout(work, delay)
    timer.unref()
    return () => clearTimeout(timer)
  },
  deadline: (milliseconds) => AbortSignal.timeout(milliseconds),
}
