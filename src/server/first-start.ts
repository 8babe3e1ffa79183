import { join } from 'node:path'
import type { Secret } from '../domain'
import { createAdministrator, type Parts } from '../services'
import type { Keyring } from '../signatures'
import type { Store } from '../store'
import { openedSecrets } from './lookup'
import { writePrivate } from './private-file'

/** What the proof is sealed for that a store and a master key belong together. */
export const proofPurpose = 'settings/keyring'
const proofText = 'podid'

/** Sees to it that this store was sealed with this master key and belongs to this account; a new store is given both. Throws with the remedy. */
export async function settle(store: Store, keyring: Keyring, account: string): Promise<void> {
  const proof = await remember(store, 'keyring', keyring.seal(proofPurpose, proofText))
  if (!opens(keyring, proof))
    throw new Error(
      'What is in the store was sealed with another master key. Put the master.key that belongs to it into the data folder, or name it with --master-key.',
    )
  const kept = await remember(store, 'account', account)
  if (kept !== account)
    throw new Error(
      `The store belongs to the account ${kept}, not ${account}. Start with --account ${kept}, or with another store.`,
    )
}

/** Whether this master key opens what is in the store; true of a store that is new. */
export async function opensStore(store: Store, keyring: Keyring): Promise<boolean> {
  const proof = await store.settings.get('keyring')
  return proof === undefined || opens(keyring, proof.value)
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

/**
 * Makes the administrator when the store has none, and keeps its access key in `admin.json` for `podid env`. A start that was cut off between
 * the two is taken up again: the key is still in the store, sealed.
 */
export async function administrator(
  data: string,
  store: Store,
  keyring: Keyring,
  given: Pick<Parts, 'account' | 'partition' | 'draw' | 'now'>,
): Promise<void> {
  if ((await store.settings.get('administrator')) !== undefined) return
  const made = (await createAdministrator(store, keyring, given)) ?? (await alreadyMade(store, keyring))
  if (made === undefined) return
  const { accessKeyId, secretAccessKey } = made
  writePrivate(
    join(data, 'admin.json'),
    `${JSON.stringify({ accessKeyId, secretAccessKey: secretAccessKey.reveal() }, null, 2)}\n`,
  )
  await store.settings.insert('administrator', { value: accessKeyId })
}

async function alreadyMade(
  store: Store,
  keyring: Keyring,
): Promise<{ readonly accessKeyId: string; readonly secretAccessKey: Secret } | undefined> {
  const user = await store.users.get('admin')
  const [key] = user === undefined ? [] : await store.accessKeys.list({ by: 'byUser', prefix: 'admin\u001f' })
  return key && { accessKeyId: key.id, secretAccessKey: openedSecrets(keyring).open(key) }
}
