import { keysOf, newKey } from './access-keys'
import { overQuota } from './faults'
import { named, users } from './identities'
import { onUserOrSelf } from './on-user-or-self'
import { quotas } from './quotas'

/** Makes an access key. Its secret is in this answer and in no other. */
export const createAccessKey = onUserOrSelf({
  operation: 'CreateAccessKey',
  more: () => undefined,
  async handle(userName, _, { store, keyring, draw, now }) {
    const { id, secret, sealedSecret } = newKey(keyring, draw)
    const createdAt = now()
    const user = await store.change(async (tx) => {
      const owner = await named(users, tx, userName)
      if ((await keysOf(tx, owner.name)).length >= quotas.accessKeysPerUser) {
        throw overQuota('AccessKeysPerUser', quotas.accessKeysPerUser)
      }
      const key = { id, userName: owner.name, userId: owner.id, status: 'Active', sealedSecret, createdAt } as const
      if (!(await tx.accessKeys.insert(id, key))) throw new Error('An access key id was drawn twice.')
      return owner
    })
    return {
      AccessKey: {
        UserName: user.name,
        AccessKeyId: id,
        Status: 'Active',
        SecretAccessKey: secret,
        CreateDate: new Date(createdAt),
      },
    }
  },
})
