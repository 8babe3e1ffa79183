import { named, onOne, roles } from './identities'
import { wholeRole } from './role-shapes'

/** Shows a role. */
export const getRole = onOne(roles, {
  operation: 'GetRole',
  more: () => undefined,
  handle: async (name, _, parts) => ({
    Role: await wholeRole(parts.store, await named(roles, parts.store, name), parts),
  }),
})
