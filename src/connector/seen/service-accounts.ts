import { type Api, kinds, textsAt } from '../../kubernetes'
import type { Annotations, ServiceAccountsView } from '../webhook/service-accounts'
import { type Copy, copyOf } from './follow-into'

/** A service account, as far as anybody here asks. */
export interface SeenAccount {
  readonly namespace: string
  readonly name: string
  readonly uid: string
  /** Those that may concern the webhook: with a domain that is none of kubectl's. */
  readonly annotations: Annotations
}

const none: Annotations = {}

export function seenAccounts(
  api: Api,
  given: Omit<Parameters<typeof copyOf>[3], 'keep'>,
): Copy<SeenAccount> & ServiceAccountsView {
  const copy = copyOf<SeenAccount>(
    api,
    kinds.serviceAccounts,
    { metadataOnly: true },
    {
      ...given,
      keep: ({ metadata }) => ({
        namespace: metadata.namespace ?? '',
        name: metadata.name,
        uid: metadata.uid ?? '',
        annotations: annotationsOf(metadata),
      }),
    },
  )
  return {
    ...copy,
    get size() {
      return copy.size
    },
    annotations: (namespace, name) => copy.get(namespace, name)?.annotations,
    async ask(namespace, name, signal) {
      const it = await api.get(kinds.serviceAccounts, { namespace, name }, signal)
      return it === undefined ? undefined : annotationsOf(it.metadata)
    },
  }
}

/** kubectl's copy of the whole object is of no use here, and large. */
function annotationsOf(metadata: unknown): Annotations {
  const all = Object.entries(textsAt(metadata, 'annotations')).filter(
    ([name]) => !name.startsWith('kubectl.kubernetes.io/'),
  )
  return all.length === 0 ? none : Object.fromEntries(all)
}
