import { fieldsAt, listAt, textAt, valueAt } from './fields'
import { applied, type Conflict, type Managed, merged, patched } from './fields-owned.test-support'
import { kinds, pathOf } from './kinds'

/** An API server in this process, over plain HTTP: what it knows of is held against a real one by the same cases (conformance.test-support.ts). */
export interface FakeApiServer {
  readonly url: string
  /** Whether a request may be made; all may, until it is set. */
  permit: (verb: string, plural: string, namespace: string | undefined) => boolean
  /** What `/openid/v1/jwks` and the discovery document tell. */
  published: { issuer: string; keys: readonly unknown[] }
  /** Ends every watch, as an API server does that restarts. */
  endWatches(): void
  /** Forgets changes: who resumes a watch from before must list anew. */
  forget(): void
  /** `PATCH daemonsets`, `GET pods?watch`: what was asked, in order. */
  readonly asked: string[]
  /** Nobody answers while it is true. */
  away: boolean
  stop(): Promise<void>
}

interface Kept {
  object: Readonly<Record<string, unknown>>
  managed: Managed
}

interface Change {
  readonly version: number
  readonly plural: string
  readonly type: string
  readonly object: Readonly<Record<string, unknown>>
}

const token = 'good'
/** What its users present. */
export const fakeAuthorization = `Bearer ${token}`

export function fakeApiServer(): FakeApiServer {
  const objects = new Map<string, Kept>()
  const changes: Change[] = []
  const watchers = new Set<{ readonly send: (change: Change) => void; readonly end: () => void }>()
  let version = 1
  let oldest = 0

  const put = (
    path: string,
    plural: string,
    type: string,
    object: Readonly<Record<string, unknown>>,
    managed: Managed,
  ) => {
    version += 1
    const metadata = { ...fieldsAt(object, 'metadata'), resourceVersion: String(version) }
    const next = { ...object, metadata }
    if (type === 'DELETED') objects.delete(path)
    else objects.set(path, { object: next, managed })
    const change = { version, plural, type, object: next }
    changes.push(change)
    for (const it of watchers) it.send(change)
    return next
  }

  const fake: FakeApiServer = {
    url: '',
    permit: () => true,
    published: { issuer: 'https://kubernetes.default.svc.cluster.local', keys: [] },
    asked: [],
    away: false,
    endWatches() {
      for (const it of watchers) it.end()
    },
    forget() {
      oldest = version
    },
    stop: () => server.stop(true),
  }

  const answer = async (request: Request): Promise<Response> => {
    const url = new URL(request.url)
    if (fake.away) return status(503, 'ServiceUnavailable', 'apiserver is shutting down')
    if (request.headers.get('authorization') !== fakeAuthorization) return status(401, 'Unauthorized', 'Unauthorized')
    const raw = rawAnswer(url.pathname, fake)
    if (raw !== undefined) return raw
    const at = placeOf(url.pathname)
    if (at === undefined) return status(404, 'NotFound', 'the server could not find the requested resource')
    const watching = url.searchParams.get('watch') === 'true'
    fake.asked.push(`${request.method} ${at.plural}${watching ? '?watch' : ''}`)
    const verb = watching ? 'watch' : verbs(request.method, at.name)
    if (!fake.permit(verb, at.plural, at.namespace))
      return status(403, 'Forbidden', `${at.plural} is forbidden: User "test" cannot ${verb} resource "${at.plural}"`)
    if (request.method === 'GET') return watching ? watch(url, at) : read(url, at)
    return write(request, url, at)
  }

  const read = (url: URL, at: Place): Response => {
    if (at.name !== undefined) {
      const it = objects.get(at.path)
      return it === undefined ? missing(at) : Response.json(it.object)
    }
    const all = [...objects].filter(([path, { object }]) => within(path, at) && selected(object, url)).sort()
    const limit = Number(url.searchParams.get('limit') ?? 0) || all.length
    const from = Number(url.searchParams.get('continue') ?? 0)
    const more = from + limit < all.length ? String(from + limit) : ''
    const items = all.slice(from, from + limit).map(([, { object }]) => withoutKind(object))
    return Response.json({ kind: 'List', metadata: { resourceVersion: String(version), continue: more }, items })
  }

  const watch = (url: URL, at: Place): Response => {
    const from = Number(url.searchParams.get('resourceVersion') ?? 0)
    const expired = { type: 'ERROR', object: statusBody(410, 'Expired', 'too old resource version') }
    if (from < oldest) return new Response(`${JSON.stringify(expired)}\n`)
    let gone = (): void => {}
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        const send = ({ type, object, plural }: Change): void => {
          const path = `${at.collection}/${textAt(object, 'metadata', 'name')}`
          if (plural !== at.plural || !within(pathFor(at, object) ?? path, at) || !selected(object, url)) return
          controller.enqueue(new TextEncoder().encode(`${JSON.stringify({ type, object })}\n`))
        }
        const watcher = {
          send,
          end: () => {
            watchers.delete(watcher)
            controller.close()
          },
        }
        gone = () => watchers.delete(watcher)
        for (const change of changes) if (change.version > from) send(change)
        watchers.add(watcher)
      },
      cancel: () => gone(),
    })
    return new Response(body, { headers: { 'content-type': 'application/json' } })
  }

  const write = async (request: Request, url: URL, at: Place): Promise<Response> => {
    const said = request.headers.get('content-type') ?? ''
    const body: unknown = await request.json().catch(() => undefined)
    const dry = url.searchParams.get('dryRun') === 'All'
    if (request.method === 'POST') {
      const path = `${at.path}/${textAt(body, 'metadata', 'name')}`
      if (objects.has(path)) return status(409, 'AlreadyExists', `${at.plural} already exists`)
      return saved(path, at, 'ADDED', fresh(fieldsAt(body)), {}, dry)
    }
    const before = objects.get(at.path)
    if (said === 'application/apply-patch+yaml') {
      const manager = url.searchParams.get('fieldManager') ?? ''
      const result = applied(
        before?.object,
        before?.managed ?? {},
        fieldsAt(body),
        manager,
        url.searchParams.get('force') === 'true',
      )
      if ('conflicts' in result) return conflict(result.conflicts)
      const object = before === undefined ? fresh(result.object) : sameSpec(before.object, result.object)
      if (before !== undefined && JSON.stringify(object) === JSON.stringify(before.object)) return Response.json(object)
      return saved(at.path, at, before === undefined ? 'ADDED' : 'MODIFIED', object, result.managed, dry)
    }
    if (before === undefined) return missing(at)
    if (request.method === 'DELETE') {
      const uid = textAt(body, 'preconditions', 'uid')
      if (uid !== undefined && uid !== textAt(before.object, 'metadata', 'uid'))
        return status(409, 'Conflict', 'the UID in the precondition does not match')
      return Response.json(put(at.path, at.plural, 'DELETED', before.object, {}))
    }
    if (request.method === 'PUT') {
      const wanted = textAt(body, 'metadata', 'resourceVersion')
      if (wanted !== undefined && wanted !== textAt(before.object, 'metadata', 'resourceVersion'))
        return status(409, 'Conflict', 'the object has been modified')
      return saved(at.path, at, 'MODIFIED', sameSpec(before.object, fieldsAt(body)), before.managed, dry)
    }
    const next =
      said === 'application/json-patch+json'
        ? patched(before.object, listAt({ body }, 'body'))
        : merged(before.object, body)
    if (next === undefined)
      return status(422, 'Invalid', 'the server rejected our request due to an error in our request')
    return saved(at.path, at, 'MODIFIED', sameSpec(before.object, fieldsAt(next)), before.managed, dry)
  }

  const saved = (
    path: string,
    at: Place,
    type: string,
    object: Readonly<Record<string, unknown>>,
    managed: Managed,
    dry: boolean,
  ) => Response.json(dry ? object : put(path, at.plural, type, object, managed))

  const server = Bun.serve({ hostname: '127.0.0.1', port: 0, idleTimeout: 0, fetch: answer })
  return Object.assign(fake, { url: `http://127.0.0.1:${server.port}` })
}

function fresh(object: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const metadata = { ...fieldsAt(object, 'metadata'), uid: crypto.randomUUID(), generation: 1 }
  return { ...object, metadata }
}

/** The generation goes up with what is wished, and with nothing else. */
function sameSpec(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const wish = ({ metadata: _, status: __, ...it }: Readonly<Record<string, unknown>>) => JSON.stringify(it)
  const generation = Number(valueAt(before, 'metadata', 'generation') ?? 1) + (wish(before) === wish(after) ? 0 : 1)
  const { uid, resourceVersion } = fieldsAt(before, 'metadata')
  return { ...after, metadata: { ...fieldsAt(after, 'metadata'), uid, resourceVersion, generation } }
}

interface Place {
  readonly plural: string
  readonly namespace?: string
  readonly name?: string
  readonly path: string
  readonly collection: string
}

function placeOf(path: string): Place | undefined {
  for (const kind of Object.values(kinds)) {
    const root = pathOf(kind).slice(0, -kind.plural.length - 1)
    const match = new RegExp(`^${root}(?:/namespaces/([^/]+))?/${kind.plural}(?:/([^/]+))?$`).exec(path)
    if (match === null || (match[1] !== undefined && !kind.namespaced)) continue
    return { plural: kind.plural, namespace: match[1], name: match[2], path, collection: path }
  }
  return undefined
}

function pathFor(at: Place, object: unknown): string | undefined {
  const kind = Object.values(kinds).find((it) => it.plural === at.plural && it.kind === textAt(object, 'kind'))
  return (
    kind &&
    pathOf(kind, { namespace: textAt(object, 'metadata', 'namespace'), name: textAt(object, 'metadata', 'name') })
  )
}

function within(path: string, at: Place): boolean {
  if (at.namespace !== undefined) return path.startsWith(`${at.path}/`)
  const root = at.path.slice(0, -at.plural.length)
  return path.startsWith(root) && new RegExp(`^(namespaces/[^/]+/)?${at.plural}/[^/]+$`).test(path.slice(root.length))
}

function selected(object: unknown, url: URL): boolean {
  const labels = fieldsAt(object, 'metadata', 'labels')
  const wanted = (url.searchParams.get('labelSelector') ?? '').split(',').filter((it) => it !== '')
  const fields = (url.searchParams.get('fieldSelector') ?? '').split(',').filter((it) => it !== '')
  return (
    wanted.every((it) => (it.includes('=') ? labels[it.split('=')[0] ?? ''] === it.split('=')[1] : it in labels)) &&
    fields.every((it) => String(valueAt(object, ...(it.split('=')[0] ?? '').split('.'))) === it.split('=')[1])
  )
}

function withoutKind({
  kind: _,
  apiVersion: __,
  ...object
}: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return object
}

function verbs(method: string, name: string | undefined): string {
  if (method === 'GET') return name === undefined ? 'list' : 'get'
  return (
    new Map([
      ['POST', 'create'],
      ['PUT', 'update'],
      ['PATCH', 'patch'],
    ]).get(method) ?? 'delete'
  )
}

function rawAnswer(path: string, { published }: FakeApiServer): Response | undefined {
  if (path === '/version') return Response.json({ gitVersion: 'v1.35.4' })
  if (path === '/.well-known/openid-configuration')
    return Response.json({ issuer: published.issuer, jwks_uri: 'https://elsewhere.example.com' })
  if (path === '/openid/v1/jwks') return Response.json({ keys: published.keys })
  return undefined
}

function missing({ plural, name }: Place): Response {
  return status(404, 'NotFound', `${plural} "${name}" not found`)
}

function conflict(conflicts: readonly Conflict[]): Response {
  const causes = conflicts.map(({ field, manager }) => ({
    reason: 'FieldManagerConflict',
    field,
    message: `conflict with "${manager}"`,
  }))
  return Response.json(
    { ...statusBody(409, 'Conflict', `Apply failed with ${causes.length} conflict`), details: { causes } },
    { status: 409 },
  )
}

function statusBody(code: number, reason: string, message: string): Readonly<Record<string, unknown>> {
  return { kind: 'Status', status: 'Failure', code, reason, message }
}

function status(code: number, reason: string, message: string): Response {
  return Response.json(statusBody(code, reason, message), { status: code })
}
