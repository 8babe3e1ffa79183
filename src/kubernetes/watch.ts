import { type Api, acceptOf, askedFor, type Selection, withKind } from './api'
import { textAt, valueAt } from './fields'
import { type Kind, pathOf } from './kinds'
import type { KubeObject } from './object'
import { refusalOf, refusedAs } from './refusal'
import { ask, unreachable } from './request'

/** What a watch sees. `all`: what there is, at the start and whenever the thread was lost; then changes one by one. */
export type Seen<Kept = KubeObject> =
  | { readonly type: 'all'; readonly objects: readonly Kept[] }
  | { readonly type: 'set' | 'gone'; readonly object: Kept }

/** Seconds after which the API server ends a watch, which then goes on in another. */
const watchSeconds = 290

/**
 * Follows objects until `signal`: lists them, then watches on from there, resuming where a connection ended and listing again when the API
 * server no longer remembers. Of each object only what `keep` makes of it stays in memory. Trouble is told to `onTrouble` and tried again, ever more slowly; it never ends the watch.
 */
export async function follow<Kept = KubeObject>(
  api: Api,
  kind: Kind,
  selection: Selection,
  given: {
    readonly signal: AbortSignal
    readonly keep: (object: KubeObject) => Kept
    readonly onSeen: (seen: Seen<Kept>) => void
    readonly onTrouble?: (why: unknown, failures: number) => void
  },
): Promise<void> {
  const { signal } = given
  let from: string | undefined
  let failures = 0
  while (!signal.aborted) {
    try {
      if (from === undefined) {
        const { items, resourceVersion } = await api.listing(kind, selection, given.keep)
        if (signal.aborted) return
        given.onSeen({ type: 'all', objects: items })
        from = resourceVersion
      }
      failures = 0
      for await (const { type, object, version } of watchOnce(api, kind, selection, from, signal)) {
        from = version
        if (type !== 'BOOKMARK') given.onSeen({ type: type === 'DELETED' ? 'gone' : 'set', object: given.keep(object) })
      }
    } catch (why) {
      if (signal.aborted) return
      // The API server has forgotten that version: from the start, at once the first time.
      if (refusedAs(why, 'gone')) from = undefined
      failures += 1
      if (!refusedAs(why, 'gone') || failures > 1) {
        given.onTrouble?.(why, failures)
        await pause(Math.min(200 * 2 ** Math.min(failures, 8), 30_000) * (0.75 + Math.random() / 2), signal)
      }
    }
  }
}

interface Change {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK'
  readonly object: KubeObject
  readonly version: string
}

async function* watchOnce(
  api: Api,
  kind: Kind,
  selection: Selection,
  from: string,
  signal: AbortSignal,
): AsyncGenerator<Change> {
  const asked = askedFor('watch', kind, selection)
  // A connection that died without a word must not be waited for without end.
  const ends = AbortSignal.any([signal, AbortSignal.timeout((watchSeconds + 20) * 1_000)])
  const question = {
    method: 'GET',
    path: pathOf(kind, selection),
    query: {
      watch: true,
      allowWatchBookmarks: true,
      resourceVersion: from,
      timeoutSeconds: watchSeconds,
      labelSelector: selection.labels,
      fieldSelector: selection.fields,
    },
    accept: acceptOf('one', selection.metadataOnly),
    asked,
    signal: ends,
    patience: 30_000,
  }
  const response = await ask(api.access, question)
  try {
    for await (const line of lines(response.body)) {
      const event: unknown = JSON.parse(line)
      const type = textAt(event, 'type')
      const object = valueAt(event, 'object')
      if (type === 'ERROR') throw refusalOf(object, asked)
      const version = textAt(object, 'metadata', 'resourceVersion')
      if (version === undefined || !isChange(type)) continue
      if (type === 'BOOKMARK') {
        yield { type, version, object: { apiVersion: kind.apiVersion, kind: kind.kind, metadata: { name: '' } } }
      } else yield { type, version, object: withKind(object, kind) }
    }
  } catch (why) {
    throw unreachable(api.access, question, why)
  }
}

function isChange(type: string | undefined): type is Change['type'] {
  return type === 'ADDED' || type === 'MODIFIED' || type === 'DELETED' || type === 'BOOKMARK'
}

async function* lines(body: ReadableStream<Uint8Array> | null): AsyncGenerator<string> {
  if (body === null) return
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of body) {
    rest += decoder.decode(chunk, { stream: true })
    const parts = rest.split('\n')
    rest = parts.pop() ?? ''
    for (const part of parts) if (part !== '') yield part
  }
}

/** Resolves after `time` milliseconds, or when `until` fires. */
export function pause(time: number, until: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (until.aborted) return resolve()
    const done = (): void => {
      clearTimeout(timer)
      until.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, time)
    until.addEventListener('abort', done)
  })
}
