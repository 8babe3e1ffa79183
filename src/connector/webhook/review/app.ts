import { type AdmittingParts, admit } from './admit'
import { answerText } from './answer'
import { readReview } from './read'

export interface AppParts extends AdmittingParts {
  /** What the webhook waits for before it can decide; empty when it can. */
  readonly waitsFor: () => readonly string[]
  /** What troubles it though it can decide, for a person who looks. */
  readonly trouble?: () => string | undefined
  /** Told of each request that could not be answered: its status. */
  readonly refused: (status: number) => void
  /** Seconds that an admission took. */
  readonly took: (seconds: number) => void
}

/** The webhook as a function: `POST /mutate`, `GET /healthz` and `GET /readyz`. */
export function webhookApp(parts: AppParts): (request: Request) => Promise<Response> {
  return async (request) => {
    const path = pathOf(request.url)
    if (path === '/mutate') return mutation(parts, request)
    if (path === '/healthz') return text(200, 'ok')
    if (path !== '/readyz') return text(404, 'There is nothing here: pods are sent to /mutate.')
    const waits = parts.waitsFor()
    const trouble = parts.trouble?.()
    if (waits.length === 0)
      return text(200, trouble === undefined ? 'ok' : `ok by what was known before, but: ${trouble}`)
    return text(503, waits.map((it) => `waits for ${it}`).join('\n'))
  }
}

async function mutation(parts: AppParts, request: Request): Promise<Response> {
  const refuse = (status: number, words: string): Response => {
    parts.refused(status)
    return text(status, words)
  }
  if (request.method !== 'POST') return refuse(405, 'An AdmissionReview is sent by POST.')
  if (!isJson(request.headers.get('content-type')))
    return refuse(415, 'Invalid Content-Type, expected `application/json`')
  const began = performance.now()
  const review = readReview(await request.json().catch(() => undefined))
  if ('unreadable' in review) return refuse(400, `This cannot be answered: ${review.unreadable}.`)
  const answer = await admit(parts, review)
  parts.took((performance.now() - began) / 1_000)
  return new Response(answerText(review, answer), { headers: { 'content-type': 'application/json' } })
}

/** With or without parameters, such as a charset: JSON is UTF-8 whatever they say (RFC 8259 §8.1). */
function isJson(type: string | null): boolean {
  return type === 'application/json' || (type ?? '').split(';')[0]?.trim().toLowerCase() === 'application/json'
}

/** API servers append `?timeout=5s`. */
function pathOf(url: string): string {
  const from = url.indexOf('/', url.indexOf('//') + 2)
  const query = url.indexOf('?', from)
  return from < 0 ? '/' : url.slice(from, query < 0 ? undefined : query)
}

function text(status: number, words: string): Response {
  return new Response(`${words}\n`, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } })
}
