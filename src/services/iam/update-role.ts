import { maybeNumber, maybeText } from '../said'
import { changeable, onOne, put, roles } from './identities'

/** Changes a role's description and longest session; what is not said stays as it is. */
export const updateRole = onOne(roles, {
  operation: 'UpdateRole',
  more: (said) => ({
    description: maybeText(said.Description),
    maxSessionDuration: maybeNumber(said.MaxSessionDuration),
  }),
  async handle(name, { description, maxSessionDuration }, { store }) {
    await store.change(async (tx) => {
      const role = await changeable(roles, tx, name)
      await put(roles, tx, {
        ...role,
        description: description ?? role.description,
        maxSessionDuration: maxSessionDuration ?? role.maxSessionDuration,
      })
    })
    return {}
  },
})
