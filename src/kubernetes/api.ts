import type { ClusterAccess } from './access'
import { fieldsAt, listAt, textAt } from './fields'
import { type At, groupOf, type Kind, kindOf, pathOf } from './kinds'
import { isObject, type KubeObject } from './object'
import type { Asked } from './refusal'
import { refusedAs } from './refusal'
import { ask, askJson } from './request'

export interface Selection {
  /** Absent: all namespaces. */
  readonly namespace?: string
  /** `app=agent,tier!=x` */
  readonly labels?: string
  /** `metadata.name=x` */
  readonly fields?: string
  /** Names, labels and annotations alone: what an object says beside them is never sent. */
  readonly metadataOnly?: boolean
}

export interface Listed<Kept = KubeObject> {
  readonly items: readonly Kept[]
  /** Where a watch goes on from. */
  readonly resourceVersion: string
}

export interface ApplyOptions {
  /** Under which the API server remembers whose fields these are. */
  readonly manager: string
  /** Takes fields from other managers; else they are a refusal of kind `conflict` with their names. */
  readonly force?: boolean
  readonly dryRun?: boolean
}

/** An API server, as far as we speak to it. Everything throws KubernetesRefusal. */
export interface Api {
  readonly access: ClusterAccess
  /** Undefined when there is none of that name. */
  get(kind: Kind, at: At, signal?: AbortSignal): Promise<KubeObject | undefined>
  /** All of them, asked for in pages. */
  list(kind: Kind, selection?: Selection): Promise<Listed>
  /** The same, but of each object only what `keep` makes of it stays in memory. */
  listing<Kept>(kind: Kind, selection: Selection, keep: (object: KubeObject) => Kept): Promise<Listed<Kept>>
  create(object: KubeObject, options?: { readonly dryRun?: boolean }): Promise<KubeObject>
  /** Server-side apply: makes the object so, whatever it was: https://kubernetes.io/docs/reference/using-api/server-side-apply/ */
  apply(object: KubeObject, options: ApplyOptions): Promise<KubeObject>
  /** Writes the whole object; with a resourceVersion only if nobody changed it meanwhile. */
  replace(object: KubeObject): Promise<KubeObject>
  patch(kind: Kind, at: At, patch: unknown, how: 'json' | 'merge' | 'strategic'): Promise<KubeObject>
  /** Answers false when there was none. `uid`: only that very object. */
  remove(kind: Kind, at: At, options?: { readonly uid?: string; readonly propagation?: Propagation }): Promise<boolean>
  /** Something that is no object of ours: `/version`, a subresource. */
  say(method: string, path: string, asked: Asked, body?: unknown): Promise<unknown>
}

export type Propagation = 'Foreground' | 'Background' | 'Orphan'

const patches = {
  json: 'application/json-patch+json',
  merge: 'application/merge-patch+json',
  strategic: 'application/strategic-merge-patch+json',
} as const
const pageSize = 500

export function kubernetesApi(access: ClusterAccess): Api {
  const object = async (
    method: string,
    verb: string,
    kind: Kind,
    at: At,
    more: {
      readonly body?: unknown
      readonly contentType?: string
      readonly query?: Query
      readonly signal?: AbortSignal
    } = {},
  ): Promise<KubeObject> => {
    const asked = askedFor(verb, kind, at)
    const path = pathOf(kind, method === 'POST' ? { namespace: at.namespace } : at)
    const answer = await askJson(access, { method, path, asked, ...more })
    if (!isObject(answer)) throw new Error(`${access.server}${path} answers with something that is no object.`)
    return answer
  }
  const place = ({ metadata: { namespace, name } }: KubeObject): At => ({ namespace, name })

  return {
    access,
    async get(kind, at, signal) {
      try {
        return await object('GET', 'get', kind, at, { signal })
      } catch (why) {
        if (refusedAs(why, 'not found')) return undefined
        throw why
      }
    },
    list: (kind, selection = {}) => listAll(access, kind, selection, (it) => it),
    listing: (kind, selection, keep) => listAll(access, kind, selection, keep),
    create: (it, options = {}) =>
      object('POST', 'create', kindOf(it), place(it), { body: it, query: options.dryRun ? { dryRun: 'All' } : {} }),
    apply: (it, { manager, force = false, dryRun = false }) =>
      object('PATCH', 'patch', kindOf(it), place(it), {
        body: it,
        contentType: 'application/apply-patch+yaml',
        query: { fieldManager: manager, force, dryRun: dryRun ? 'All' : undefined },
      }),
    replace: (it) => object('PUT', 'update', kindOf(it), place(it), { body: it }),
    patch: (kind, at, body, how) => object('PATCH', 'patch', kind, at, { body, contentType: patches[how] }),
    async remove(kind, at, { uid, propagation = 'Background' } = {}) {
      const body = {
        apiVersion: 'v1',
        kind: 'DeleteOptions',
        propagationPolicy: propagation,
        ...(uid === undefined ? {} : { preconditions: { uid } }),
      }
      try {
        await ask(access, { method: 'DELETE', path: pathOf(kind, at), asked: askedFor('delete', kind, at), body })
        return true
      } catch (why) {
        if (refusedAs(why, 'not found')) return false
        throw why
      }
    },
    say: (method, path, asked, body) => askJson(access, { method, path, asked, body, accept: 'application/json, */*' }),
  }
}

type Query = Readonly<Record<string, string | number | boolean | undefined>>

/** As RBAC calls it: `daemonsets.apps`. */
export function askedFor(verb: string, kind: Kind, { namespace, name }: At, subresource?: string): Asked {
  const group = groupOf(kind)
  const resource = `${kind.plural}${subresource === undefined ? '' : `/${subresource}`}${group === '' ? '' : `.${group}`}`
  return { verb, resource, ...(kind.namespaced && namespace !== undefined ? { namespace } : {}), name }
}

export function acceptOf(what: 'list' | 'one', metadataOnly: boolean | undefined): string {
  if (metadataOnly !== true) return 'application/json'
  const as = what === 'list' ? 'PartialObjectMetadataList' : 'PartialObjectMetadata'
  return `application/json;as=${as};g=meta.k8s.io;v=v1,application/json`
}

async function listAll<Kept>(
  access: ClusterAccess,
  kind: Kind,
  selection: Selection,
  keep: (object: KubeObject) => Kept,
): Promise<Listed<Kept>> {
  const items: Kept[] = []
  let next: string | undefined
  let resourceVersion = ''
  do {
    const page = await askJson(access, {
      method: 'GET',
      path: pathOf(kind, selection),
      query: { limit: pageSize, continue: next, labelSelector: selection.labels, fieldSelector: selection.fields },
      accept: acceptOf('list', selection.metadataOnly),
      asked: askedFor('list', kind, selection),
      patience: 60_000,
    })
    const { resourceVersion: version, continue: more } = fieldsAt(page, 'metadata')
    resourceVersion = typeof version === 'string' ? version : resourceVersion
    next = typeof more === 'string' && more !== '' ? more : undefined
    for (const it of listAt(page, 'items')) items.push(keep(withKind(it, kind)))
  } while (next !== undefined)
  return { items, resourceVersion }
}

/** Items of a list say neither apiVersion nor kind (or, metadata only, those of PartialObjectMetadata). Who owns which field is left out: it is half of the size. */
export function withKind(item: unknown, { apiVersion, kind }: Kind): KubeObject {
  const name = textAt(item, 'metadata', 'name')
  if (name === undefined) throw new Error(`An item of a list of ${kind} has no name.`)
  const { managedFields: _, ...metadata } = fieldsAt(item, 'metadata')
  return { ...fieldsAt(item), apiVersion, kind, metadata: { ...metadata, name } }
}
