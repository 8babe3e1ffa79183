import { signingKeyPurpose } from '../services'
import type { Keyring } from '../signatures'
import type { Store } from '../store'
import { proofPurpose } from './first-start'
import { secretPurpose } from './lookup'

/** Rows read at once. */
const handful = 200

/** One place where the store keeps something sealed. */
interface Place {
  readonly purpose: string
  /** What is sealed after this key of the table, with its key. */
  read(store: Store, after: string | undefined): Promise<readonly { readonly key: string; readonly sealed: string }[]>
  /** Puts the new seal in place of the old one, unless that was replaced meanwhile. */
  write(store: Store, key: string, from: string, to: string): Promise<unknown>
}

/** Every place: who seals something new into the store adds it here. */
const places: readonly Place[] = [
  {
    purpose: secretPurpose,
    async read({ accessKeys }, after) {
      const rows = await accessKeys.list({}, { limit: handful, after })
      return rows.map(({ id, sealedSecret }) => ({ key: id, sealed: sealedSecret }))
    },
    write: ({ accessKeys }, key, from, to) =>
      accessKeys.update(key, (it) => (it.sealedSecret === from ? { ...it, sealedSecret: to } : it)),
  },
  {
    purpose: signingKeyPurpose,
    async read({ signingKeys }, after) {
      const rows = await signingKeys.list({}, { limit: handful, after })
      return rows.map(({ cluster, kid, sealedJwk }) => ({ key: `${cluster}\u001f${kid}`, sealed: sealedJwk }))
    },
    write: ({ signingKeys }, key, from, to) =>
      signingKeys.update(key, (it) => (it.sealedJwk === from ? { ...it, sealedJwk: to } : it)),
  },
  {
    purpose: proofPurpose,
    async read({ settings }, after) {
      const row = after === undefined ? await settings.get('keyring') : undefined
      return row === undefined ? [] : [{ key: 'keyring', sealed: row.value }]
    },
    write: ({ settings }, key, from, to) =>
      settings.update(key, (it) => (it.value === from ? { ...it, value: to } : it)),
  },
]

/**
 * Seals with the current master key whatever in the store is sealed with another, and answers how many that were. Each is a change of its
 * own, and both keys are in the ring: whoever dies in between loses nothing, and the next goes on.
 */
export async function reseal(store: Store, keyring: Keyring, over?: AbortSignal): Promise<number> {
  let count = 0
  for (const { purpose, read, write } of places) {
    for (let rows = await read(store, undefined); rows.length > 0; rows = await read(store, rows.at(-1)?.key)) {
      for (const { key, sealed } of rows) {
        over?.throwIfAborted()
        if (keyring.isCurrent(sealed)) continue
        await write(store, key, sealed, keyring.seal(purpose, keyring.open(purpose, sealed).reveal()))
        count += 1
      }
    }
  }
  return count
}
