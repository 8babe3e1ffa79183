import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type KeyFacts, keysIn, prepareKeyring, readKeyring, rotateKeyring, withoutKeys } from '../signatures'
import type { Store } from '../store'
import type { ServerConfig } from './config'
import { opensStore } from './first-start'
import { sealingFile } from './keep-master-key'
import { changeMasterKey, masterKeyFile, readMasterKey } from './master-key'
import { storeOf } from './parts'
import { readPrivate } from './private-file'
import { reseal } from './reseal'

/** The keys of the ring, the current one first. Throws with the remedy when there is no ring. */
export function masterKeys(config: ServerConfig): readonly KeyFacts[] {
  return keysIn(readMasterKey(masterKeyFile(config)))
}

/** Makes the key that the next rotation puts into force, for replicas with copies of the file. */
export async function prepareMasterKey(config: ServerConfig): Promise<readonly KeyFacts[]> {
  return keysIn(await changeMasterKey(masterKeyFile(config), (text) => prepareKeyring(text, Date.now())))
}

/**
 * Puts another master key into force. With `running`, the server on this data folder seals its store anew as soon as it sees the file; else
 * that is done here, before this resolves. Nothing is changed when the store cannot be opened.
 */
export async function rotateMasterKey(
  config: ServerConfig,
  { running }: { readonly running: boolean },
): Promise<{ readonly keys: readonly KeyFacts[]; readonly resealed: number | undefined }> {
  const file = masterKeyFile(config)
  const store = running || !hasStore(config) ? undefined : await storeOf(config)
  try {
    if (store !== undefined) await mustBelongTogether(store, readMasterKey(file))
    let text = await changeMasterKey(file, (before) => rotateKeyring(before, Date.now()))
    if (store === undefined) return { keys: keysIn(text), resealed: undefined }
    const keyring = readKeyring(text)
    const resealed = await reseal(store, keyring)
    const over = keyring.all.filter((key) => key.isOver(Date.now())).map(({ id }) => id)
    if (over.length > 0) text = await changeMasterKey(file, (before) => withoutKeys(before, over))
    return { keys: keysIn(text), resealed }
  } finally {
    await store?.close()
  }
}

/** The id of the key that the running server of this data folder seals with; undefined when none has run. */
export function sealingKey({ data }: Pick<ServerConfig, 'data'>): string | undefined {
  return readPrivate(sealingFile(data))?.trim()
}

function hasStore({ store, data }: ServerConfig): boolean {
  return store === 'sqlite' ? existsSync(join(data, 'podid.db')) : store !== 'memory'
}

async function mustBelongTogether(store: Store, text: string): Promise<void> {
  if (!(await opensStore(store, readKeyring(text))))
    throw new Error(
      'What is in the store was sealed with another master key; nothing was changed. Name the file that belongs to it with --master-key.',
    )
}
