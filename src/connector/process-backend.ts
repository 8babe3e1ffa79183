import { closeSync, openSync } from 'node:fs'
import type { AddonBackend, AddonState, WantedAddon } from './addons'

/** How to run an add-on's program on this machine. */
export interface Program {
  readonly command: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** Answers 200 when the program does its work. */
  readonly readyUrl: string
  /** Where its messages go: a file, appended to. */
  readonly logFile: string
}

/** Milliseconds for a program to become ready; one that ends is not waited for. A machine that is held up needs more than a busy one. */
const patience = 60_000
const active: AddonState = { status: 'ACTIVE', issues: [] }

/** The process back end: add-ons of a built-in cluster are child processes, started again (ever more slowly) when they die. */
export function processBackend(given: {
  /** The program of an add-on; undefined when this back end has none of that name. */
  readonly program: (addon: WantedAddon) => Promise<Program | undefined>
  readonly log: (message: string, facts: Readonly<Record<string, unknown>>) => void
}): AddonBackend {
  const running = new Map<string, Running>()
  const listeners: ((name: string, state: AddonState) => void)[] = []
  const tell = (name: string, state: AddonState): void => {
    for (const listener of listeners) listener(name, state)
  }

  const programOf = async (addon: WantedAddon): Promise<Program | AddonState> => {
    const conflict = (why: string) => failed('CREATE_FAILED', 'ConfigurationConflict', why)
    try {
      return (
        (await given.program(addon)) ??
        conflict(`The add-on ${addon.name} has no program for a cluster without Kubernetes.`)
      )
    } catch (why) {
      const words = why instanceof Error ? why.message : 'unknown failure'
      return conflict(`The add-on ${addon.name} cannot be run as it is configured: ${words}`.slice(0, 2_048))
    }
  }

  const start = async (addon: WantedAddon): Promise<AddonState> => {
    const program = await programOf(addon)
    if ('status' in program) return program
    const child = startChild(
      program,
      (state) => tell(addon.name, state),
      (message, facts) => given.log(message, { addon: addon.name, ...facts }),
    )
    running.set(addon.name, { addon, child })
    const state = await child.ready()
    if (state.status !== 'ACTIVE') {
      running.delete(addon.name)
      await child.stop()
    }
    return state
  }

  return {
    async install(addon) {
      const former = running.get(addon.name)
      if (former === undefined) return start(addon)
      if (former.addon.configurationValues === addon.configurationValues) return former.child.state()
      // The former gives up its port before the next is started on it.
      running.delete(addon.name)
      await former.child.stop()
      const state = await start(addon)
      if (state.status === 'ACTIVE') return state
      await start(former.addon)
      return { ...state, status: 'UPDATE_FAILED' }
    },
    async remove(addon) {
      const known = running.get(addon.name)
      running.delete(addon.name)
      if (known !== undefined && !addon.preserve) await known.child.stop()
      return { status: 'DELETED', issues: [] }
    },
    onChange(listener) {
      listeners.push(listener)
    },
    async stop() {
      const children = [...running.values()]
      running.clear()
      await Promise.all(children.map(({ child }) => child.stop()))
    },
  }
}

interface Running {
  readonly addon: WantedAddon
  readonly child: Child
}

interface Child {
  ready(): Promise<AddonState>
  state(): AddonState
  stop(): Promise<void>
}

function startChild(
  program: Program,
  tell: (state: AddonState) => void,
  log: (message: string, facts: Readonly<Record<string, unknown>>) => void,
): Child {
  let stopped = false
  let deaths = 0
  let state: AddonState = failed('DEGRADED', 'InsufficientNumberOfReplicas', 'The program is starting.')
  let wake: () => void = () => {}

  // Standard input stays open as long as this process lives: by its end a program knows that nobody looks after it any more.
  const spawn = (): Bun.Subprocess<'pipe'> => {
    const log = openSync(program.logFile, 'a', 0o600)
    try {
      return Bun.spawn([...program.command], { env: { ...program.env }, stdin: 'pipe', stdout: log, stderr: log })
    } finally {
      closeSync(log)
    }
  }
  let process = spawn()

  const watch = async (): Promise<void> => {
    while (!stopped) {
      const code = await process.exited
      if (stopped) return
      deaths += 1
      state = failed(
        'DEGRADED',
        'InsufficientNumberOfReplicas',
        `The program ended with code ${code}; it is being started again.`,
      )
      log('the program of an add-on ended; starting it again', { code, deaths })
      tell(state)
      await new Promise<void>((resolve) => {
        wake = resolve
        setTimeout(resolve, Math.min(200 * 2 ** Math.min(deaths, 7), 20_000)).unref()
      })
      if (stopped) return
      process = spawn()
      if (await answers(program.readyUrl, Number.POSITIVE_INFINITY, () => stopped || process.exitCode !== null)) {
        deaths = 0
        state = active
        tell(state)
      }
    }
  }

  return {
    async ready() {
      const up = await answers(program.readyUrl, patience, () => process.exitCode !== null)
      if (up) {
        state = active
        void watch()
        return state
      }
      return failed(
        'CREATE_FAILED',
        'InsufficientNumberOfReplicas',
        `The program did not become ready within ${patience / 1000} s; its messages are in ${program.logFile}.`,
      )
    },
    state: () => state,
    async stop() {
      stopped = true
      wake()
      process.kill('SIGTERM')
      const late = setTimeout(() => process.kill('SIGKILL'), 5_000)
      await process.exited
      clearTimeout(late)
    },
  }
}

/** Whether the address answers 200 within `time` milliseconds, unless `over` says that there is no point in waiting. */
async function answers(url: string, time: number, over: () => boolean): Promise<boolean> {
  const end = Date.now() + time
  while (Date.now() < end && !over()) {
    const ok = await fetch(url, { signal: AbortSignal.timeout(1_000) }).then(
      (response) => response.ok,
      () => false,
    )
    if (ok) return true
    await Bun.sleep(50)
  }
  return false
}

function failed(status: AddonState['status'], code: string, message: string): AddonState {
  return { status, issues: [{ code, message }] }
}
