import type { AccessKey } from '../../domain'
import type { Keyring } from '../../signatures'
import type { Tables } from '../../store'
import type { Fault } from '../fault'
import type { Parts } from '../operation'
import { noSuch } from './faults'
import { named, nameKey, users } from './identities'
import { accessKeyId, secretKey } from './ids'

/** Separates the parts of index values, as the store's tables say. */
const sep = '\u001f'

export async function keysOf(of: Tables, userName: string): Promise<readonly AccessKey[]> {
  return of.accessKeys.list({ by: 'byUser', prefix: `${nameKey(userName)}${sep}` })
}

/** A new key and its secret, which is kept sealed and told once. The caller puts the user's name to it. */
export function newKey(
  keyring: Keyring,
  draw: Parts['draw'],
): { readonly id: string; readonly secret: string; readonly sealedSecret: string } {
  const secret = secretKey(draw)
  return { id: accessKeyId(draw), secret, sealedSecret: keyring.seal('access-key', secret) }
}

/** The key of that id, if it is the user's; refused alike when there is none and when it is another's. */
export async function keyOf(of: Tables, userName: string, id: string): Promise<AccessKey> {
  const user = await named(users, of, userName)
  const key = await of.accessKeys.get(id)
  if (key?.userId !== user.id) throw noKey(id)
  return key
}

function noKey(id: string): Fault {
  return noSuch(`The Access Key with id ${id} cannot be found.`)
}
