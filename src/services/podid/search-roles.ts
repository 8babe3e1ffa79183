import type { Role } from '../../domain'
import { sortableTime } from '../../store'
import { eksArn } from '../eks/arns'
import { invalid } from '../eks/faults'
import { page, paging } from '../eks/paging'
import { sep } from '../eks/rows'
import { shownTrust } from '../iam/trust'
import { type Answer, operation, type Parts, type Said } from '../operation'
import { maybeFlag, maybeText } from '../said'
import { inOrder, lookThrough, mostLookedThrough } from './look-through'
import { type Pods, podTrust } from './role-trust'

/** Associations of one role that are counted. */
const mostCounted = 100_000

/**
 * Finds roles by name, in pages and in the order of their names or age, with how many associations have each and whether its trust policy lets EKS
 * give it to pods: to any, or to those of one service account.
 */
export const searchRoles = operation({
  service: 'podid',
  name: 'SearchRoles',
  readOnly: true,
  input: (said) => ({
    prefix: maybeText(said.namePrefix)?.toLowerCase(),
    contains: maybeText(said.nameContains)?.toLowerCase(),
    byAge: maybeText(said.sortBy) === 'CREATED',
    descending: maybeText(said.sortDirection) === 'DESCENDING',
    pods: podsSaid(said),
    paging: paging(said, 'SearchRoles'),
  }),
  need: () => ({ action: 'podid:SearchRoles', resource: '*' }),
  async handle({ pods, paging, ...search }, parts) {
    const { rows, count, nextToken } = await found(search, paging, parts)
    const clusterArn = eksArn(parts, `cluster/${pods?.cluster}`)
    const asked = pods && { ...pods, clusterArn }
    return { roles: await Promise.all(rows.map((role) => onTheWire(role, asked, parts))), count, nextToken }
  },
})

interface Search {
  readonly prefix?: string
  readonly contains?: string
  readonly byAge: boolean
  readonly descending: boolean
}

/** The rows of a page, and on the first how many there are. The keys are the names, so that their order and beginnings need no look at others. */
async function found(
  { prefix, contains, byAge, descending }: Search,
  paging: Parameters<typeof page>[0],
  { store }: Parts,
): Promise<{ readonly rows: readonly Role[]; readonly count?: number; readonly nextToken?: string }> {
  const isFirst = paging.after === undefined
  if (contains === undefined && !byAge) {
    const range = { prefix, descending }
    const some = await page(paging, (after, limit) => store.roles.list(range, { after, limit }), keyOf)
    return { ...some, count: isFirst ? await store.roles.count({ prefix }) : undefined }
  }
  const all = await lookThrough(
    (after, limit) => store.roles.list({ prefix }, { after, limit }),
    keyOf,
    (role) => contains === undefined || keyOf(role).includes(contains),
  )
  if (all === undefined)
    throw invalid(
      `More than ${mostLookedThrough.toLocaleString('en')} roles would have to be looked through for that: say how the name begins, in the order of names.`,
    )
  const textOf = (role: Role): string => (byAge ? `${sortableTime(role.createdAt)}${sep}${keyOf(role)}` : keyOf(role))
  const some = await page(paging, inOrder(all, textOf, descending), textOf)
  return { ...some, count: isFirst ? all.length : undefined }
}

function keyOf({ name }: Role): string {
  return name.toLowerCase()
}

/** Whose pods, if any: all three names, or none. */
function podsSaid(said: Said): Omit<Pods, 'clusterArn'> | undefined {
  const cluster = maybeText(said.clusterName)
  const namespace = maybeText(said.namespace)
  const serviceAccount = maybeText(said.serviceAccount)
  if (cluster === undefined && namespace === undefined && serviceAccount === undefined) return undefined
  if (cluster === undefined || namespace === undefined || serviceAccount === undefined)
    throw invalid('Give clusterName, namespace and serviceAccount together, or none of them.')
  return { cluster, namespace, serviceAccount, disableSessionTags: maybeFlag(said.disableSessionTags) ?? false }
}

async function onTheWire(role: Role, pods: Pods | undefined, parts: Parts): Promise<Answer> {
  const { store } = parts
  return {
    roleName: role.name,
    arn: role.arn,
    roleId: role.id,
    path: role.path,
    createDate: new Date(role.createdAt),
    description: role.description,
    assumeRolePolicyDocument: await shownTrust(store, role.trust, parts),
    ofCluster: role.ofCluster,
    associationCount: await store.associations.count({ by: 'byRole', prefix: `${role.arn}${sep}` }, mostCounted),
    trustsPodIdentity: podTrust(role, pods, parts),
  }
}
