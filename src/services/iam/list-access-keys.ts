import { keysOf } from './access-keys'
import { named, users } from './identities'
import { onUserOrSelf } from './on-user-or-self'
import { listed, page, paging } from './paging'

/** A user's access keys, without their secrets. */
export const listAccessKeys = onUserOrSelf({
  operation: 'ListAccessKeys',
  more: paging,
  async handle(userName, asked, { store }) {
    const user = await named(users, store, userName)
    const { items, rest } = await page([listed(await keysOf(store, user.name), ({ id }) => id)], asked)
    return {
      AccessKeyMetadata: items.map((key) => ({
        UserName: user.name,
        AccessKeyId: key.id,
        Status: key.status,
        CreateDate: new Date(key.createdAt),
      })),
      ...rest,
    }
  },
})
