import { keysOf } from './access-keys'
import { takeAway } from './deletion'
import { conflict } from './faults'
import { changeable, onOne, users } from './identities'

/** Deletes a user who has no access keys and no policies left. */
export const deleteUser = onOne(users, {
  operation: 'DeleteUser',
  more: () => undefined,
  async handle(name, _, { store }) {
    await store.change(async (tx) => {
      const user = await changeable(users, tx, name)
      if ((await keysOf(tx, user.name)).length > 0) {
        throw conflict('Cannot delete entity, must delete access keys first.')
      }
      await takeAway(users, tx, user)
    })
    return {}
  },
})
