import type { User } from '../../domain'
import type { Tables } from '../../store'
import { operation } from '../operation'
import { maybeText, text } from '../said'
import { keysOf } from './access-keys'
import { attach, detach, usesBy } from './attachments'
import { changeable, identityExists, nameKey, put, users } from './identities'
import { resourceTags } from './tags'

/** Gives a user another name or path: the id, the keys and the policies stay. Permission is needed for both ARNs. */
export const updateUser = operation({
  service: 'iam',
  name: 'UpdateUser',
  input: (said) => ({
    name: text(said.UserName),
    newName: maybeText(said.NewUserName),
    newPath: maybeText(said.NewPath),
  }),
  async need({ name, newName, newPath }, { store, partition, account }) {
    const user = await store.users.get(nameKey(name))
    const context = resourceTags(user?.tags)
    const before = user?.arn ?? users.arn(partition, account, '/', name)
    const after = users.arn(partition, account, newPath ?? user?.path ?? '/', newName ?? user?.name ?? name)
    const arns = before === after ? [before] : [before, after]
    return arns.map((resource) => ({ action: 'iam:UpdateUser', resource, context }))
  },
  async handle({ name, newName, newPath }, { store, partition, account }) {
    await store.change(async (tx) => {
      const user = await changeable(users, tx, name)
      const renamed = { ...user, name: newName ?? user.name, path: newPath ?? user.path }
      await rename(tx, user, { ...renamed, arn: users.arn(partition, account, renamed.path, renamed.name) })
    })
    return {}
  },
  about: ({ name }) => [{ type: 'AWS::IAM::User', name }],
})

async function rename(tx: Tables, before: User, after: User): Promise<void> {
  if (before.name === after.name) return put(users, tx, after)
  if (nameKey(before.name) === nameKey(after.name)) await put(users, tx, after)
  else {
    if ((await tx.users.get(nameKey(after.name))) !== undefined) throw identityExists(users, after.name)
    // The old row goes first: both have the same id, and the store keeps ids unique.
    await tx.users.remove(nameKey(before.name))
    await tx.users.insert(nameKey(after.name), after)
  }
  for (const [arn, use] of usesBy('user', before)) {
    await detach(tx, arn, use, before)
    await attach(tx, arn, use, after)
  }
  for (const { id } of await keysOf(tx, before.name)) {
    await tx.accessKeys.update(id, (key) => ({ ...key, userName: after.name }))
  }
}
