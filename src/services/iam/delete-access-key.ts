import { text } from '../said'
import { keyOf } from './access-keys'
import { onUserOrSelf } from './on-user-or-self'

/** Deletes an access key: what it signs is refused from now on. */
export const deleteAccessKey = onUserOrSelf({
  operation: 'DeleteAccessKey',
  more: (said) => text(said.AccessKeyId),
  async handle(userName, id, { store }) {
    await store.change(async (tx) => {
      await keyOf(tx, userName, id)
      await tx.accessKeys.remove(id)
    })
    return {}
  },
})
