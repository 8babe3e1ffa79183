import { takeAway } from './deletion'
import { changeable, onOne, roles } from './identities'

/** Deletes a role: its sessions end, and policies that name it name nobody. */
export const deleteRole = onOne(roles, {
  operation: 'DeleteRole',
  more: () => undefined,
  async handle(name, _, { store }) {
    await store.change(async (tx) => takeAway(roles, tx, await changeable(roles, tx, name)))
    return {}
  },
})
