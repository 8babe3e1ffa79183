import { text } from '../said'
import { keyOf } from './access-keys'
import { invalid } from './faults'
import { onUserOrSelf } from './on-user-or-self'

/** Switches an access key off or on. */
export const updateAccessKey = onUserOrSelf({
  operation: 'UpdateAccessKey',
  more: (said) => ({ id: text(said.AccessKeyId), status: settable(text(said.Status)) }),
  async handle(userName, { id, status }, { store }) {
    await store.change(async (tx) => {
      await keyOf(tx, userName, id)
      await tx.accessKeys.update(id, (key) => ({ ...key, status }))
    })
    return {}
  },
})

function settable(status: string): 'Active' | 'Inactive' {
  if (status === 'Active' || status === 'Inactive') return status
  throw invalid(`The status ${status} cannot be set.`)
}
