import { operation } from '../operation'
import { maybeText } from '../said'
import { byPath } from './by-path'
import { needToList, roles } from './identities'
import { page, paging } from './paging'
import { listedRole } from './role-shapes'

/** The roles, or those whose path begins as asked. */
export const listRoles = operation({
  service: 'iam',
  name: 'ListRoles',
  input: (said) => ({ asked: paging(said), pathPrefix: maybeText(said.PathPrefix) }),
  need: ({ pathPrefix }, facts) => needToList(roles, pathPrefix, facts),
  async handle({ asked, pathPrefix }, parts) {
    const { store } = parts
    const { items, rest } = await page([byPath(store.roles, roles, pathPrefix)], asked)
    return { Roles: await Promise.all(items.map((role) => listedRole(store, role, parts))), ...rest }
  },
})
