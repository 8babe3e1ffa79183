import type { Client } from '../../client'
import type { Api } from '../../kubernetes'

/** What is to be examined: a cluster, from here and from the control plane. */
export interface Ground {
  readonly cluster: string
  readonly api: Api
  readonly client: Pick<Client, 'call'>
  /** The server's address as this machine has it. */
  readonly url: string
  readonly now: () => number
  /** Asks the server for its time; undefined when it cannot be reached. */
  readonly serverTime: () => Promise<number | undefined>
}

/** One link of what must hold for a cluster to be served. */
export interface Verdict {
  /** `waiting`: not yet, and nothing is wrong. `note`: works, but a person could wonder. `skipped`: what it rests on is broken. */
  readonly state: 'ok' | 'note' | 'waiting' | 'broken' | 'skipped'
  readonly words: string
  /** What to do, when it is broken. */
  readonly remedy?: string
}

export interface Check {
  readonly name: string
  /** Names of checks that must be ok (or a note) for this one to have a meaning. */
  readonly needs: readonly string[]
  readonly examine: (ground: Ground) => Promise<Verdict>
}

export interface Examined extends Verdict {
  readonly name: string
}

/** Examines all, in order; what rests on a broken link is skipped. */
export async function examine(checks: readonly Check[], ground: Ground): Promise<readonly Examined[]> {
  const done: Examined[] = []
  const holds = (name: string) => done.some((it) => it.name === name && (it.state === 'ok' || it.state === 'note'))
  for (const { name, needs, examine } of checks) {
    const missing = needs.find((need) => !holds(need))
    const verdict: Verdict =
      missing === undefined ? await examine(ground) : { state: 'skipped', words: `rests on: ${missing}` }
    done.push({ name, ...verdict })
  }
  return done
}

export const ok = (words: string): Verdict => ({ state: 'ok', words })
export const note = (words: string): Verdict => ({ state: 'note', words })
export const waiting = (words: string): Verdict => ({ state: 'waiting', words })
export const broken = (words: string, remedy: string): Verdict => ({ state: 'broken', words, remedy })

export function plural(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}
