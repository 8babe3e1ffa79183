import type { Exchange, Recorded } from './recorded'

/** Where a record is opened. */
export function recordLink({ id }: Pick<Recorded, 'id'>): string {
  return `/activity?record=${encodeURIComponent(id)}`
}

/** Where the road of an exchange is explained; undefined where nobody proved who asked. */
export function explainLink(exchange: Exchange | undefined): string | undefined {
  if (exchange?.cluster === undefined || exchange.namespace === undefined || exchange.serviceAccount === undefined)
    return undefined
  const { cluster, namespace, serviceAccount, pod } = exchange
  return `/explain?${new URLSearchParams({ cluster, namespace, serviceAccount, ...(pod === undefined ? {} : { pod }) })}`
}
