import { text } from '../said'
import { changeable, onOne, put, roles } from './identities'
import { describedRole } from './role-shapes'

/** Changes a role's description; UpdateRole took its place. */
export const updateRoleDescription = onOne(roles, {
  operation: 'UpdateRoleDescription',
  more: (said) => text(said.Description),
  async handle(name, description, parts) {
    const { store } = parts
    const changed = await store.change(async (tx) => {
      const role = { ...(await changeable(roles, tx, name)), description }
      await put(roles, tx, role)
      return role
    })
    return { Role: await describedRole(store, changed, parts) }
  },
})
