import type { ClusterAccess } from './access'
import { type Asked, KubernetesRefusal, refusalOf } from './refusal'

export interface Question {
  readonly method: string
  readonly path: string
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>
  readonly body?: unknown
  readonly contentType?: string
  readonly accept?: string
  readonly asked: Asked
  readonly signal?: AbortSignal
  /** Milliseconds until the answer's head; 15 s by default. */
  readonly patience?: number
}

/** Asks once, and once more with renewed credentials when they were refused. Throws KubernetesRefusal. */
export async function ask(access: ClusterAccess, question: Question): Promise<Response> {
  const first = await once(access, question, false)
  const response = first.status === 401 ? await once(access, question, true) : first
  if (response.ok) return response
  throw refusalOf(await status(response), question.asked, response.status, retryAfter(response))
}

/** What it answers, whatever the status: of what is behind the API server, such as a pod. Throws KubernetesRefusal when nobody does. */
export async function answerTo(
  access: ClusterAccess,
  question: Question,
): Promise<{ readonly status: number; readonly text: string }> {
  const first = await once(access, question, false)
  const response = first.status === 401 ? await once(access, question, true) : first
  try {
    return { status: response.status, text: (await response.text()).slice(0, 65_536) }
  } catch (why) {
    throw unreachable(access, question, why)
  }
}

/** The JSON it answers. */
export async function askJson(access: ClusterAccess, question: Question): Promise<unknown> {
  const response = await ask(access, question)
  try {
    return await response.json()
  } catch (why) {
    throw unreachable(access, question, why)
  }
}

async function once(access: ClusterAccess, question: Question, renew: boolean): Promise<Response> {
  const { method, path, body, contentType = 'application/json', accept = 'application/json' } = question
  const url = new URL(access.server + path)
  for (const [name, value] of Object.entries(question.query ?? {}))
    if (value !== undefined) url.searchParams.set(name, String(value))
  const authorization = await access.authorization(renew)
  // The head must come in time; a body may take as long as a watch does.
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(new Error('no answer in time')), question.patience ?? 15_000)
  try {
    return await fetch(url, {
      method,
      headers: {
        accept,
        ...(body === undefined ? {} : { 'content-type': contentType }),
        ...(authorization === undefined ? {} : { authorization }),
        ...access.headers,
      },
      body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
      redirect: 'error',
      signal: question.signal === undefined ? late.signal : AbortSignal.any([late.signal, question.signal]),
      tls: tlsOf(access),
      ...(access.proxy === undefined ? {} : { proxy: access.proxy }),
      timeout: false,
    })
  } catch (why) {
    throw unreachable(access, question, why)
  } finally {
    clearTimeout(timer)
  }
}

function tlsOf(access: ClusterAccess): Bun.TLSOptions & { checkServerIdentity?: undefined; servername?: string } {
  return {
    rejectUnauthorized: access.insecure !== true,
    ...(access.ca === undefined ? {} : { ca: access.ca }),
    ...(access.serverName === undefined ? {} : { serverName: access.serverName }),
    ...access.clientCertificate,
  }
}

/** A refusal for what nobody answered. */
export function unreachable({ server }: ClusterAccess, { asked }: Question, why: unknown): KubernetesRefusal {
  if (why instanceof KubernetesRefusal) return why
  const said = why instanceof Error ? why.message : 'unknown failure'
  return new KubernetesRefusal({
    kind: 'unreachable',
    message: `The API server ${server} cannot be reached: ${said}`,
    asked,
  })
}

async function status(response: Response): Promise<unknown> {
  const text = await response.text().catch(() => '')
  try {
    return JSON.parse(text)
  } catch {
    return { message: text.trim().slice(0, 300) || `it answers ${response.status}` }
  }
}

function retryAfter(response: Response): number | undefined {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  return Number.isFinite(seconds) ? seconds : undefined
}
