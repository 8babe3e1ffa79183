import { join } from 'node:path'
import type { Parts } from '../services'
import { createAdministrator } from '../services'
import { createKeyring, type Keyring, readKeyring } from '../signatures'
import type { Store } from '../store'
import { readPrivate, writePrivate } from './private-file'

/** The master key of a data folder, made at its first start. */
export function masterKey(data: string): Keyring {
  const file = join(data, 'master.key')
  const kept = readPrivate(file)
  if (kept !== undefined) return readKeyring(kept)
  const text = createKeyring()
  writePrivate(file, text)
  return readKeyring(text)
}

const proofPurpose = 'settings/keyring'
const proofText = 'podid'

/** Sees to it that this store was sealed with this master key and belongs to this account; a new store is given both. Throws with the remedy. */
export async function settle(store: Store, keyring: Keyring, account: string): Promise<void> {
  const proof = await remember(store, 'keyring', keyring.seal(proofPurpose, proofText))
  if (!opens(keyring, proof))
    throw new Error(
      'What is in the store was sealed with another master key. Put the master.key that belongs to it into the data folder.',
    )
  const kept = await remember(store, 'account', account)
  if (kept !== account)
    throw new Error(
      `The store belongs to the account ${kept}, not ${account}. Start with --account ${kept}, or with another store.`,
    )
}

function opens(keyring: Keyring, sealed: string): boolean {
  try {
    return keyring.open(proofPurpose, sealed).reveal() === proofText
  } catch {
    return false
  }
}

/** What is kept under the name, or else what is given, kept from now on. */
async function remember(store: Store, name: string, value: string): Promise<string> {
  if (await store.settings.insert(name, { value })) return value
  return (await store.settings.get(name))?.value ?? value
}

export interface Administrator {
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

/**
 * Makes the administrator when the store has none, and keeps its access key in `admin.json` for `podid env`. A crash in between leaves no
 * administrator whose key nobody knows: the next start makes it a new key.
 */
export async function administrator(
  data: string,
  means: Pick<Parts, 'store' | 'keyring' | 'account' | 'partition' | 'draw' | 'now'>,
): Promise<void> {
  if ((await means.store.settings.get('administrator')) !== undefined) return
  const { accessKeyId, secretAccessKey } = await createAdministrator(means)
  writePrivate(join(data, 'admin.json'), `${JSON.stringify({ accessKeyId, secretAccessKey }, null, 2)}\n`)
  await means.store.settings.insert('administrator', { value: accessKeyId })
}
