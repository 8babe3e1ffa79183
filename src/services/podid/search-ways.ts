import { type Association, associationKey } from '../../domain'
import { sortableTime, tables } from '../../store'
import { sep } from '../eks/rows'

type Column = 'cluster' | 'namespace' | 'serviceAccount' | 'role' | 'created'
type Filter = Exclude<Column, 'created'>
const orders = {
  CLUSTER: 'cluster',
  NAMESPACE: 'namespace',
  SERVICE_ACCOUNT: 'serviceAccount',
  ROLE: 'role',
  CREATED: 'created',
} as const
type Order = keyof typeof orders

export interface Search extends Readonly<Partial<Record<Filter, string>>> {
  /** How the name begins. */
  readonly begins: Readonly<Partial<Record<'namespace' | 'serviceAccount', string>>>
  readonly order?: Order
}

export function isOrder(text: string | undefined): text is Order {
  return text !== undefined && Object.hasOwn(orders, text)
}

/** A stretch of an index that holds what is searched for. */
export interface Way {
  readonly by: string
  readonly prefix: string
  readonly to?: string
  /** The row's value in the index. */
  readonly keyOf: (it: Association) => string
  /** When the stretch holds more than that, or in another order: what is wanted of it, and by which text it is sorted. */
  readonly look?: { readonly wanted: (it: Association) => boolean; readonly textOf: (it: Association) => string }
}

interface Index {
  readonly by: string
  readonly columns: readonly Column[]
}

/** The indexes of associations, by the columns that they are in the order of. Not the key: its `/` sorts behind the `-` that names may have. */
const indexes: readonly Index[] = [
  { by: 'byClusterNamespace', columns: ['cluster', 'namespace', 'serviceAccount'] },
  { by: 'byServiceAccount', columns: ['cluster', 'serviceAccount', 'namespace'] },
  { by: 'byNamespace', columns: ['namespace', 'serviceAccount', 'cluster'] },
  { by: 'byAccountName', columns: ['serviceAccount', 'namespace', 'cluster'] },
  { by: 'byRoleNamespace', columns: ['role', 'namespace', 'serviceAccount', 'cluster'] },
  { by: 'byClusterRole', columns: ['cluster', 'role', 'namespace', 'serviceAccount'] },
  { by: 'byRole', columns: ['role', 'cluster'] },
  { by: 'byClusterCreated', columns: ['cluster', 'created'] },
  { by: 'byCreated', columns: ['created'] },
]

const names = {
  cluster: 'clusterName',
  namespace: 'namespace',
  serviceAccount: 'serviceAccount',
  role: 'roleArn',
} as const

/** How to find it, or what is wrong with what is asked. */
export function wayFor(search: Search): Way | { readonly cannot: string } {
  const { begins, order } = search
  const filters = (['cluster', 'namespace', 'serviceAccount', 'role'] as const).filter((it) => search[it] !== undefined)
  const beginning = (['namespace', 'serviceAccount'] as const).filter((it) => begins[it] !== undefined)
  const twice = beginning.find((it) => search[it] !== undefined)
  if (twice !== undefined) return { cannot: `Give ${twice} or ${twice}Prefix, not both.` }
  for (const [name, text] of [
    ...filters.map((it) => [names[it], search[it] ?? ''] as const),
    ...beginning.map((it) => [`${it}Prefix`, begins[it] ?? ''] as const),
  ])
    if (/\p{Cc}/u.test(text) || (name !== 'roleArn' && text.includes('/')))
      return { cannot: `The parameter ${name} holds a character that no such name has.` }
  const wanted = order === undefined ? undefined : orders[order]
  const exact = beginning.length > 1 ? undefined : indexes.find((it) => has(it, filters, beginning[0], wanted))
  const { index, reach } = exact === undefined ? narrowest(filters) : { index: exact, reach: filters.length }
  const way = stretch(index, reach, search)
  return exact === undefined
    ? { ...way, look: { wanted: (it) => fits(it, search, filters, beginning), textOf: (it) => textOf(it, wanted) } }
    : way
}

/** Whether the index has exactly what is asked for side by side, in the order that is wanted. */
function has(
  { columns }: Index,
  filters: readonly Filter[],
  beginning: Column | undefined,
  wanted: Column | undefined,
): boolean {
  const next = columns[filters.length]
  return (
    filters.every((it) => columns.indexOf(it) < filters.length && columns.includes(it)) &&
    (beginning === undefined || next === beginning) &&
    (wanted === undefined || next === wanted || filters.some((it) => it === wanted))
  )
}

/** The index of which the filters choose the most: as many of its first columns as they name. */
function narrowest(filters: readonly Filter[]): { readonly index: Index; readonly reach: number } {
  const reachOf = ({ columns }: Index): number => {
    const beyond = columns.findIndex((it) => it === 'created' || !filters.includes(it))
    return beyond < 0 ? columns.length : beyond
  }
  const [first, ...others] = indexes.map((index) => ({ index, reach: reachOf(index) }))
  if (first === undefined) throw new Error('Associations have indexes.')
  return others.reduce((best, it) => (it.reach > best.reach ? it : best), first)
}

function stretch({ by, columns }: Index, reach: number, search: Search): Way {
  const whole = reach === columns.length
  const values = columns.slice(0, reach).map((it) => (it === 'created' ? '' : (search[it] ?? '')))
  const next = columns[reach]
  const beginning = next === 'namespace' || next === 'serviceAccount' ? (search.begins[next] ?? '') : ''
  const prefix = whole && by !== 'byRole' ? values.join(sep) : values.map((it) => it + sep).join('') + beginning
  return { by, prefix, ...(whole && by !== 'byRole' ? { to: `${prefix}\u0001` } : {}), keyOf: (it) => keyIn(by, it) }
}

function keyIn(by: string, it: Association): string {
  return tables.associations.indexes[by]?.(it, keyOf(it)) ?? ''
}

function keyOf({ cluster, namespace, serviceAccount }: Association): string {
  return associationKey(cluster, namespace, serviceAccount)
}

function value(it: Association, column: Filter): string {
  return column === 'role' ? it.roleArn : it[column]
}

function fits(
  it: Association,
  search: Search,
  filters: readonly Filter[],
  beginning: readonly ('namespace' | 'serviceAccount')[],
): boolean {
  return (
    filters.every((column) => value(it, column) === search[column]) &&
    beginning.every((column) => it[column].startsWith(search.begins[column] ?? ''))
  )
}

function textOf(it: Association, wanted: Column = 'cluster'): string {
  const first = wanted === 'created' ? sortableTime(it.createdAt) : value(it, wanted)
  return [first, it.cluster, it.namespace, it.serviceAccount].join(sep)
}
