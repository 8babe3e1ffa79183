import { named, onOne, roles } from './identities'
import { paging } from './paging'

/** There are no instance profiles here, so a role that exists is in none. */
export const listInstanceProfilesForRole = onOne(roles, {
  operation: 'ListInstanceProfilesForRole',
  more: paging,
  async handle(name, _, { store }) {
    await named(roles, store, name)
    return { InstanceProfiles: [], IsTruncated: false }
  },
})
