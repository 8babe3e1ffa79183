import type { AssociationsView } from '../associations'

/** What came of asking the control plane. */
export type Asked =
  | { readonly associated: boolean }
  /** `late`: no answer within the budget; `failed`: it refused or could not be reached; `away`: it was not asked, since it has not answered of late. */
  | { readonly unasked: 'late' | 'failed' | 'away' }

export interface Asking {
  ask(namespace: string, serviceAccount: string): Promise<Asked>
  /** The control plane is asked; false while the breaker is open. */
  isClosed(): boolean
  stop(): void
}

const misses = 3
/** Milliseconds between probes of a control plane that is away. */
const probing = 500

/**
 * Asks the control plane within a budget of milliseconds. After three misses in a row it is not waited for any more, and probed in the
 * background with the question that was missed last, until it answers. Each pod's question is asked anew: an answer that was on its way
 * before may be older than the association that the pod's maker has just been told of.
 */
export function asking(given: {
  readonly ask: AssociationsView['ask']
  readonly budget: number
  readonly onChange: (closed: boolean, why: string) => void
}): Asking {
  const { budget } = given
  let missed = 0
  let last: readonly [string, string] = ['', '']
  let timer: ReturnType<typeof setTimeout> | undefined
  let stopped = false

  const attempt = (namespace: string, serviceAccount: string): Promise<boolean> => {
    const over = new AbortController()
    return new Promise<boolean>((resolve, reject) => {
      const late = setTimeout(() => {
        reject(new Late())
        over.abort()
      }, budget)
      const once = async () => given.ask(namespace, serviceAccount, over.signal)
      // A connection that was closed while nobody used it is found out by its next use.
      const asked = once().catch((why: unknown) => (over.signal.aborted ? Promise.reject(why) : once()))
      asked.then(resolve, reject).finally(() => clearTimeout(late))
    })
  }

  const probe = (): void => {
    timer = setTimeout(async () => {
      const answered = await attempt(...last).then(
        () => true,
        () => false,
      )
      if (stopped) return
      if (!answered) return probe()
      missed = 0
      timer = undefined
      given.onChange(true, 'it answers again')
    }, probing)
    timer.unref()
  }

  return {
    async ask(namespace, serviceAccount) {
      if (timer !== undefined) return { unasked: 'away' }
      try {
        const associated = await attempt(namespace, serviceAccount)
        missed = 0
        return { associated }
      } catch (why) {
        missed += 1
        last = [namespace, serviceAccount]
        if (missed >= misses && timer === undefined && !stopped) {
          given.onChange(false, why instanceof Error ? why.message : 'unknown failure')
          probe()
        }
        return { unasked: why instanceof Late ? 'late' : 'failed' }
      }
    },
    isClosed: () => timer === undefined,
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}

class Late extends Error {
  override readonly name = 'Late'

  constructor() {
    super('no answer in time')
  }
}
