import { type Api, type At, type Kind, type KubeObject, KubernetesRefusal, type Selection } from '../../kubernetes'

/** What an API server of these objects would say to reads; everything else is refused. Its own refusals can be given by path. */
export function apiOf(objects: readonly KubeObject[], raw: Readonly<Record<string, unknown>> = {}): Api {
  const refuse = (verb: string): never => {
    throw new KubernetesRefusal({ kind: 'forbidden', message: 'read only', asked: { verb, resource: 'anything' } })
  }
  const of = ({ kind }: Kind, { namespace, labels }: Selection & At) => {
    const [name, value] = (labels ?? '').split('=')
    return objects.filter(
      (it) =>
        it.kind === kind &&
        (namespace === undefined || it.metadata.namespace === namespace) &&
        (labels === undefined || it.metadata.labels?.[name ?? ''] === value),
    )
  }
  return {
    access: { server: 'https://127.0.0.1:9', authorization: async () => undefined, namespace: 'default', name: 'here' },
    get: async (kind, at) => of(kind, at).find((it) => it.metadata.name === at.name),
    list: async (kind, selection = {}) => ({ items: of(kind, selection), resourceVersion: '1' }),
    listing: async (kind, selection, keep) => ({ items: of(kind, selection).map(keep), resourceVersion: '1' }),
    async say(_, path, asked) {
      if (path in raw) return raw[path]
      throw new KubernetesRefusal({ kind: 'unreachable', message: `${path} is away`, asked })
    },
    create: async () => refuse('create'),
    apply: async () => refuse('patch'),
    replace: async () => refuse('update'),
    patch: async () => refuse('patch'),
    remove: async () => refuse('delete'),
  }
}
