import { constants } from 'node:os'
import { exit, Failure } from './failure'

const passed = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2', 'SIGWINCH'] as const

/** Runs a command in the foreground: signals go through, and its exit code comes back (128 + the signal's number where one ended it). */
export async function inForeground(command: readonly string[], env: Readonly<Record<string, string>>): Promise<number> {
  const child = start(command, env)
  const pass = (signal: NodeJS.Signals): void => child.kill(signal)
  for (const signal of passed) process.on(signal, pass)
  try {
    await child.exited
  } finally {
    for (const signal of passed) process.off(signal, pass)
  }
  const signal = child.signalCode
  if (signal === null) return child.exitCode ?? exit.failed
  const number = typeof signal === 'number' ? signal : constants.signals[signal]
  return 128 + number
}

function start(command: readonly string[], env: Readonly<Record<string, string>>): Bun.Subprocess {
  try {
    return Bun.spawn([...command], { env: { ...env }, stdin: 'inherit', stdout: 'inherit', stderr: 'inherit' })
  } catch (why) {
    const message = why instanceof Error ? why.message : 'unknown failure'
    throw new Failure(`The command ${command[0]} cannot be started: ${message}.`, 127)
  }
}
