import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { Log } from '../program'
import { type Keyring, readKeyring, withoutKeys } from '../signatures'
import type { Store } from '../store'
import { changeMasterKey, readMasterKey } from './master-key'
import { writePrivate } from './private-file'
import { reseal } from './reseal'

/** Where a running server says which key it seals with: its id, no secret. */
export const sealingFile = (data: string): string => join(data, 'master.key.used')

const second = 1_000
const hour = 3_600_000

export interface Keeping {
  readonly file: string
  readonly data: string
  readonly store: Store
  readonly keyring: Keyring
  readonly now: () => number
  readonly log: Log
}

/**
 * Follows the master key's file while the server runs: takes a changed ring up within a second (or at once, when something comes that only the
 * changed one opens), seals what is stored anew, and throws former keys away when nothing needs them any more.
 */
export function keepMasterKey(keeping: Keeping, every = second): { stop(): Promise<void> } {
  const { file, data, keyring, log } = keeping
  const over = new AbortController()
  let seen = ''
  let lookedAt = Number.NEGATIVE_INFINITY
  let tidying = Promise.resolve()
  let told = ''
  const tidy = (): void => {
    tidying = tidying
      .then(() => tidyUp(keeping, over.signal))
      .catch((error) => {
        if (!over.signal.aborted)
          log.error({ err: error }, 'what is stored could not be sealed with the current master key')
      })
  }
  const say = (): void => writePrivate(sealingFile(data), `${keyring.current.id}\n`)
  const look = (): void => {
    const mark = markOf(file)
    if (mark === seen) return
    try {
      const ring = readKeyring(readMasterKey(file))
      if (ring.key(keyring.current.id) === undefined)
        throw new Error(
          'It does not hold the key in use, without which nothing that is stored could be opened. Put the former file back; to change keys, run: podid server keys rotate.',
        )
      const changed = ring.current.id !== keyring.current.id
      keyring.become(ring)
      seen = mark
      told = ''
      if (changed) log.info({ id: ring.current.id }, 'another master key is in force')
      say()
      tidy()
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      if (told !== why)
        log.error({ file, why }, 'the changed master key file cannot be used; the former keys stay in force')
      told = why
    }
  }
  keyring.whenMissed(() => {
    if (performance.now() - lookedAt < every) return
    lookedAt = performance.now()
    look()
  })
  look()
  const timers = [setInterval(look, every), setInterval(tidy, hour)]
  for (const timer of timers) timer.unref()
  return {
    async stop() {
      for (const timer of timers) clearInterval(timer)
      over.abort()
      await tidying
    },
  }
}

/** Changes with every change of the file, also of one behind symbolic links. */
function markOf(file: string): string {
  const it = statSync(file, { throwIfNoEntry: false })
  return it === undefined ? 'gone' : `${it.ino} ${it.mtimeMs} ${it.size}`
}

/** Seals everything with the current key; then takes out of the file the keys that were retired long enough and seal nothing any more. */
async function tidyUp({ file, store, keyring, now, log }: Keeping, over: AbortSignal): Promise<void> {
  for (let count = await reseal(store, keyring, over); count > 0; count = await reseal(store, keyring, over))
    log.info({ count }, 'stored secrets sealed with the current master key')
  const ids = keyring.all.filter((key) => key.isOver(now())).map(({ id }) => id)
  if (ids.length === 0) return
  try {
    await changeMasterKey(file, (text) => withoutKeys(text, ids))
    log.info({ ids }, 'former master keys thrown away')
  } catch (error) {
    // A file that this server may read only: whoever writes it throws them away.
    log.debug({ err: error }, 'former master keys could not be thrown away')
  }
}
