import { operation } from '../operation'
import { maybeText } from '../said'
import { byPath } from './by-path'
import { needToList, users } from './identities'
import { page, paging } from './paging'
import { listedUser } from './user-shapes'

/** The users, or those whose path begins as asked. */
export const listUsers = operation({
  service: 'iam',
  name: 'ListUsers',
  input: (said) => ({ asked: paging(said), pathPrefix: maybeText(said.PathPrefix) }),
  need: ({ pathPrefix }, facts) => needToList(users, pathPrefix, facts),
  async handle({ asked, pathPrefix }, { store }) {
    const { items, rest } = await page([byPath(store.users, users, pathPrefix)], asked)
    return { Users: items.map(listedUser), ...rest }
  },
})
