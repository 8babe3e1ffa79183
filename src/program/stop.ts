import type { Log } from './log'

/** One thing to put to rest. */
export interface Step {
  readonly name: string
  readonly stop: () => Promise<unknown> | unknown
}

/** Stops in the order given; a step that fails or lingers does not keep the next ones from their turn. Resolves after `deadline` ms at the latest. */
export async function stopInOrder(steps: readonly Step[], deadline: number, log: Log): Promise<void> {
  const end = performance.now() + deadline
  for (const { name, stop } of steps) {
    const left = Math.max(end - performance.now(), 0)
    const outcome = await Promise.race([attempt(stop), afterwards(left)])
    if (outcome === 'late') log.warn({ step: name }, 'did not stop in time')
    else if (outcome !== 'done') log.error({ step: name, err: outcome.error }, 'failed to stop')
  }
}

async function attempt(stop: Step['stop']): Promise<'done' | { error: unknown }> {
  try {
    await stop()
    return 'done'
  } catch (error) {
    return { error }
  }
}

function afterwards(ms: number): Promise<'late'> {
  return new Promise((resolve) => {
    setTimeout(() => resolve('late'), ms).unref()
  })
}

/**
 * Resolves with the signal's name at the first SIGINT or SIGTERM, after `stop` has run. A second signal ends the process at once,
 * with the exit code that shells give to a program killed by it.
 */
export function stopOnSignal(stop: (signal: string) => Promise<void>): Promise<string> {
  return new Promise((resolve, reject) => {
    let stopping = false
    const onSignal = (signal: NodeJS.Signals): void => {
      if (stopping) process.exit(signal === 'SIGINT' ? 130 : 143)
      stopping = true
      stop(signal).then(() => resolve(signal), reject)
    }
    process.on('SIGINT', onSignal)
    process.on('SIGTERM', onSignal)
  })
}
