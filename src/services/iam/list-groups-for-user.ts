import { named, onOne, users } from './identities'
import { paging } from './paging'

/** There are no groups here, so a user who exists is in none. */
export const listGroupsForUser = onOne(users, {
  operation: 'ListGroupsForUser',
  more: paging,
  async handle(name, _, { store }) {
    await named(users, store, name)
    return { Groups: [], IsTruncated: false }
  },
})
