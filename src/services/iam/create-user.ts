import type { User } from '../../domain'
import { operation } from '../operation'
import { needToCreate, newcomer, settle } from './creation'
import { users } from './identities'
import { uniqueId } from './ids'
import { wholeUser } from './user-shapes'

/** Makes a user, who can do nothing yet. */
export const createUser = operation({
  service: 'iam',
  name: 'CreateUser',
  input: (said) => newcomer(users, said),
  need: (asked, facts) => needToCreate(users, asked, facts),
  async handle(asked, { store, partition, account, draw, now }) {
    const user: User = {
      ...asked,
      arn: users.arn(partition, account, asked.path, asked.name),
      id: uniqueId('AIDA', draw),
      createdAt: now(),
      inline: [],
      attached: [],
    }
    await store.change((tx) => settle(users, tx, user))
    return { User: wholeUser(user) }
  },
  about: ({ name }) => [{ type: 'AWS::IAM::User', name }],
})
