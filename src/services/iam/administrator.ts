import { Secret, type User } from '../../domain'
import type { Keyring } from '../../signatures'
import type { Store } from '../../store'
import type { Parts } from '../operation'
import { newKey } from './access-keys'
import { attach } from './attachments'
import { administratorAccess } from './aws-managed'
import { nameKey, users } from './identities'
import { uniqueId } from './ids'

export interface Administrator {
  readonly userName: string
  readonly accessKeyId: string
  /** Told here and never again: only its seal is kept. */
  readonly secretAccessKey: Secret
}

/**
 * Makes the first user of a new account, `admin`, who may do everything, with one access key. Answers undefined, and changes nothing, when
 * there is a user of that name.
 */
export async function createAdministrator(
  store: Store,
  keyring: Keyring,
  given: Pick<Parts, 'account' | 'partition' | 'now' | 'draw'>,
): Promise<Administrator | undefined> {
  const name = 'admin'
  const createdAt = given.now()
  const user: User = {
    name,
    path: '/',
    arn: users.arn(given.partition, given.account, '/', name),
    id: uniqueId('AIDA', given.draw),
    createdAt,
    tags: [],
    inline: [],
    attached: [administratorAccess],
  }
  const { id, secret, sealedSecret } = newKey(keyring, given.draw)
  const made = await store.change(async (tx) => {
    if (!(await tx.users.insert(nameKey(name), user))) return false
    await attach(tx, administratorAccess, 'user', user)
    return tx.accessKeys.insert(id, { id, userName: name, userId: user.id, status: 'Active', sealedSecret, createdAt })
  })
  return made ? { userName: name, accessKeyId: id, secretAccessKey: new Secret(secret) } : undefined
}
