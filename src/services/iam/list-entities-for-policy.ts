import type { Store } from '../../store'
import { maybeText } from '../said'
import { isAttached, type Use, usesOf } from './attachments'
import { nameKey, roles, users } from './identities'
import { existing, onPolicy } from './managed-policies'
import { filtered, page, paging, type Source } from './paging'

type Entity = { readonly entity: string; readonly name: string; readonly id: string }

/** Who a managed policy is attached to, and whose permissions boundary it is. */
export const listEntitiesForPolicy = onPolicy({
  operation: 'ListEntitiesForPolicy',
  more: (said) => ({
    asked: paging(said),
    entity: maybeText(said.EntityFilter),
    pathPrefix: maybeText(said.PathPrefix) ?? '/',
    usage: maybeText(said.PolicyUsageFilter),
  }),
  async handle(arn, { asked, entity, pathPrefix, usage }, { store }) {
    await existing(store, arn)
    const wanted = (use: Use): boolean => {
      const [word, boundary] = use.split('-')
      if (entity !== undefined && entity.toLowerCase() !== word) return false
      return usage === undefined || (usage === 'PermissionsBoundary') === (boundary !== undefined)
    }
    const sources = allUses.map((use) =>
      filtered(entities(store, arn, use), async ({ name }) => {
        if (!wanted(use) || !(await hasPath(store, use, name, pathPrefix))) return false
        // Who has it attached and as boundary is told once.
        return usage !== undefined || !use.endsWith('-boundary') || !(await isAttached(store, arn, word(use), name))
      }),
    )
    const { items, rest } = await page(sources, asked)
    return {
      PolicyGroups: [],
      PolicyRoles: items
        .filter(({ entity: it }) => it.startsWith(roles.word))
        .map(({ name, id }) => ({ RoleName: name, RoleId: id })),
      PolicyUsers: items
        .filter(({ entity: it }) => it.startsWith(users.word))
        .map(({ name, id }) => ({ UserName: name, UserId: id })),
      ...rest,
    }
  },
})

const allUses: readonly Use[] = ['role', 'role-boundary', 'user', 'user-boundary']

function word(use: Use): 'role' | 'user' {
  return use.startsWith('role') ? 'role' : 'user'
}

function entities(store: Store, arn: string, use: Use): Source<Entity> {
  const prefix = usesOf(arn, use)
  return async (after, limit) => {
    const rows = await store.attachments.list(
      { prefix },
      { limit, after: after === undefined ? undefined : prefix + after },
    )
    return rows.map((item) => ({ item, mark: nameKey(item.name) }))
  }
}

async function hasPath(store: Store, use: Use, name: string, prefix: string): Promise<boolean> {
  if (prefix === '/') return true
  const row = await (word(use) === 'role' ? store.roles : store.users).get(nameKey(name))
  return row?.path.startsWith(prefix) ?? false
}
