import type { Sorting } from '../../../shown/listing'

/** What the table is asked for; it stands in the address, so that a link or a reload shows the same. */
export interface Search {
  /** How it begins; '' for any. */
  readonly namespace: string
  readonly serviceAccount: string
  readonly sorting: Sorting
}

const orders = {
  namespace: 'NAMESPACE',
  'service-account': 'SERVICE_ACCOUNT',
  role: 'ROLE',
  created: 'CREATED',
} as const
export type Order = (typeof orders)[keyof typeof orders]
const first: Order = 'NAMESPACE'

export function orderOf(by: string): Order {
  return Object.values(orders).find((it) => it === by) ?? first
}

export function searchOf(params: URLSearchParams): Search {
  const order = params.get('order') ?? ''
  const descending = order.startsWith('-')
  const word = descending ? order.slice(1) : order
  const by = Object.entries(orders).find(([it]) => it === word)?.[1] ?? first
  return {
    namespace: params.get('namespace') ?? '',
    serviceAccount: params.get('service-account') ?? '',
    sorting: { by, descending },
  }
}

/** What else stands in the address stays; what is as by default is left out. */
export function withSearch(params: URLSearchParams, { namespace, serviceAccount, sorting }: Search): URLSearchParams {
  const next = new URLSearchParams(params)
  const put = (name: string, value: string) => (value === '' ? next.delete(name) : next.set(name, value))
  put('namespace', namespace)
  put('service-account', serviceAccount)
  const word = Object.entries(orders).find(([, it]) => it === sorting.by)?.[0] ?? 'namespace'
  put('order', sorting.descending ? `-${word}` : orderOf(sorting.by) === first ? '' : word)
  return next
}
