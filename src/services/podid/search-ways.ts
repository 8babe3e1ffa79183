import type { Association } from '../../domain'
import { sep } from '../eks/rows'

type Column = 'cluster' | 'namespace' | 'serviceAccount' | 'role'
const orders = { CLUSTER: 'cluster', NAMESPACE: 'namespace', SERVICE_ACCOUNT: 'serviceAccount', ROLE: 'role' } as const
type Order = keyof typeof orders

export interface Search extends Readonly<Partial<Record<Column, string>>> {
  readonly order?: Order
}

export function isOrder(text: string | undefined): text is Order {
  return text !== undefined && Object.hasOwn(orders, text)
}

/** A stretch of an index that holds what is searched for and nothing else, in the order wanted. */
export interface Way {
  readonly by: string
  readonly prefix: string
  readonly to?: string
  readonly keyOf: (it: Association) => string
}

/** The indexes of associations, by the columns that they are in the order of. Not the key: its `/` sorts behind the `-` that names may have. */
const indexes: readonly { readonly by: string; readonly columns: readonly Column[] }[] = [
  { by: 'byClusterNamespace', columns: ['cluster', 'namespace', 'serviceAccount'] },
  { by: 'byServiceAccount', columns: ['cluster', 'serviceAccount', 'namespace'] },
  { by: 'byNamespace', columns: ['namespace', 'serviceAccount', 'cluster'] },
  { by: 'byAccountName', columns: ['serviceAccount', 'namespace', 'cluster'] },
  { by: 'byRoleNamespace', columns: ['role', 'namespace', 'serviceAccount', 'cluster'] },
  { by: 'byClusterRole', columns: ['cluster', 'role', 'namespace', 'serviceAccount'] },
  { by: 'byRole', columns: ['role', 'cluster'] },
]

const names = { cluster: 'clusterName', namespace: 'namespace', serviceAccount: 'serviceAccount', role: 'roleArn' }

/** How to find it; where no index has what is asked for in that order, what can be asked for instead. */
export function wayFor(search: Search): Way | { readonly cannot: string } {
  const filters = (['cluster', 'namespace', 'serviceAccount', 'role'] as const).filter((it) => search[it] !== undefined)
  for (const it of filters)
    if (/\p{Cc}/u.test(search[it] ?? '') || (it !== 'role' && search[it]?.includes('/')))
      return { cannot: `The parameter ${names[it]} holds a character that no such name has.` }
  const wanted = search.order === undefined ? undefined : orders[search.order]
  const fitting = indexes.filter(({ columns }) =>
    filters.every((it) => columns.indexOf(it) < filters.length && columns.includes(it)),
  )
  const index = fitting.find(
    ({ columns }) => wanted === undefined || filters.includes(wanted) || columns[filters.length] === wanted,
  )
  if (index !== undefined) return stretch(index, search, filters)
  if (fitting.length === 0)
    return { cannot: 'Associations cannot be searched by serviceAccount and roleArn alone: say the namespace too.' }
  const possible = fitting.flatMap(({ columns }) =>
    Object.entries(orders).flatMap(([order, column]) => (column === columns[filters.length] ? [order] : [])),
  )
  return {
    cannot: `What is found by ${filters.map((it) => names[it]).join(' and ')} can be sorted by ${[...new Set(possible)].join(' or ')} only.`,
  }
}

function stretch({ by, columns }: (typeof indexes)[number], search: Search, filters: readonly Column[]): Way {
  const whole = filters.length === columns.length
  const values = columns.slice(0, filters.length).map((it) => search[it] ?? '')
  const prefix = whole ? values.join(sep) : values.map((it) => it + sep).join('')
  return { by, prefix, ...(whole ? { to: `${prefix}\u0001` } : {}), keyOf: (it) => keyOf(by, columns, it) }
}

function keyOf(by: string, columns: readonly Column[], it: Association): string {
  const values = columns.map((column) => (column === 'role' ? it.roleArn : it[column]))
  return (by === 'byRole' ? [...values, it.id] : values).join(sep)
}
