import { named, users } from './identities'
import { onUserOrSelf } from './on-user-or-self'
import { wholeUser } from './user-shapes'

/** Shows a user: who asks, when none is named. */
export const getUser = onUserOrSelf({
  operation: 'GetUser',
  more: () => undefined,
  handle: async (name, _, { store }) => ({ User: wholeUser(await named(users, store, name)) }),
})
