import { KubernetesRefusal } from '../../kubernetes'
import { exit, Failure } from '../failure'
import { tell } from '../print'
import { type Check, type Examined, examine, type Ground } from './check'
import { joinedChecks } from './checks'
import { type Screen, view } from './live'

/** What is broken for so long is not about to come right: milliseconds. */
const patience = 25_000
const between = 1_000

/** Follows until all checks hold. Throws Failure with the first broken link and its remedy when one stays broken, or time is up. */
export async function awaitJoined(
  ground: Ground,
  seconds: number,
  checks: readonly Check[] = joinedChecks,
  screen: Screen = terminal(),
): Promise<void> {
  const shown = view(screen)
  const end = ground.now() + seconds * 1_000
  let since: { readonly name: string; readonly at: number } | undefined
  let all: readonly Examined[] = []
  try {
    for (;;) {
      all = await examinedOr(all, checks, ground)
      shown.show(all)
      if (all.length > 0 && all.every(({ state }) => state === 'ok' || state === 'note')) return
      const bad = all.find(({ state }) => state === 'broken')
      if (bad?.name !== since?.name) since = bad && { name: bad.name, at: ground.now() }
      if (bad !== undefined && since !== undefined && ground.now() - since.at > patience) throw told(bad)
      if (ground.now() > end) throw late(all, seconds)
      await Bun.sleep(between)
    }
  } finally {
    shown.end()
  }
}

/** An API server that is away for a moment changes nothing. */
async function examinedOr(
  before: readonly Examined[],
  checks: readonly Check[],
  ground: Ground,
): Promise<readonly Examined[]> {
  try {
    return await examine(checks, ground)
  } catch (why) {
    if (why instanceof KubernetesRefusal && (why.kind === 'unreachable' || why.kind === 'busy')) return before
    throw why
  }
}

function told({ name, words, remedy }: Examined): Failure {
  return new Failure(`${name}: ${words}${remedy === undefined ? '' : `\n  → ${remedy}`}`)
}

function late(all: readonly Examined[], seconds: number): Failure {
  const at = all.find(({ state }) => state !== 'ok' && state !== 'note')
  return new Failure(
    `It did not come about within ${seconds} s${at === undefined ? '' : `; it waits for ${at.name}: ${at.words}`}. Look again with: podid doctor`,
    exit.failed,
  )
}

function terminal(): Screen {
  return {
    terminal: process.stderr.isTTY === true,
    columns: process.stderr.columns || 80,
    write: (text) => tell(text.replace(/\n$/, '')),
  }
}
