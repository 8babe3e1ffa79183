import {
  decodeResponse,
  encodeRequest,
  type Model,
  modelOf,
  type ServiceId,
  streamsOutput,
  type WireRequest,
} from '../wire'
import { type ClientCredentials, currentCredentials } from './credentials'
import { ClientFault } from './fault'
import { withIdempotencyToken } from './idempotency'
import { itemsOf, nextInput, pagingOf } from './paging'
import { signer } from './sign'

type Said = Readonly<Record<string, unknown>>

export interface ClientSettings {
  /** Address of the server, such as `http://127.0.0.1:4080`. */
  readonly endpoint: string
  readonly region: string
  readonly credentials: ClientCredentials
  /** In place of the global `fetch`. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>
}

export interface CallOptions {
  /** Ends the call: `AbortSignal.timeout(milliseconds)` for a deadline. */
  readonly signal?: AbortSignal
  /** Is told the headers of the answer, whatever it says: request ids stand there. */
  readonly heard?: (headers: Headers) => void
}

export interface Client {
  /**
   * Asks once, without retries. Members are as in the model; timestamps are Dates, streamed bodies ReadableStreams. Throws ClientFault for
   * a refusal of the service, TypeError for an input that the model cannot say, and what `fetch` throws for the rest.
   */
  call(service: ServiceId, operation: string, input?: Said, options?: CallOptions): Promise<Record<string, unknown>>
  /** Asks page after page as the model's pagination says; each page is an output. */
  pages(
    service: ServiceId,
    operation: string,
    input?: Said,
    options?: CallOptions,
  ): AsyncGenerator<Record<string, unknown>>
  /** The items of all pages: those of the first list that the model's pagination names. */
  all(service: ServiceId, operation: string, input?: Said, options?: CallOptions): Promise<unknown[]>
}

/** A client of every service at one address. */
export function client({ endpoint, region, credentials, fetch: given }: ClientSettings): Client {
  const base = endpoint.replace(/\/+$/, '')
  const sign = signer()
  const send = given ?? ((url: string, init: RequestInit) => fetch(url, init))

  const call: Client['call'] = async (service, operation, input = {}, { signal, heard } = {}) => {
    const model = await modelOf(service)
    const request = encodeRequest(model, operation, withIdempotencyToken(model, operation, input))
    const url = base + request.path + (request.query === '' ? '' : `?${request.query}`)
    const unsigned = model.operations[operation]?.authtype === 'none'
    const known = unsigned ? undefined : await currentCredentials(credentials)
    const headers =
      known === undefined ? request.headers : await sign(url, request, known, { region, service: model.signingName })
    const response = await send(url, initOf(request, headers, signal))
    heard?.(response.headers)
    return understood(model, operation, response)
  }

  async function* pages(service: ServiceId, operation: string, input: Said = {}, options: CallOptions = {}) {
    const paging = pagingOf(await modelOf(service), operation)
    for (let asking: Said | undefined = input; asking !== undefined; ) {
      const output: Record<string, unknown> = await call(service, operation, asking, options)
      yield output
      asking = paging === undefined ? undefined : nextInput(paging, asking, output)
    }
  }

  return {
    call,
    pages,
    async all(service, operation, input, options) {
      const items: unknown[] = []
      const paging = pagingOf(await modelOf(service), operation)
      if (paging === undefined) throw new TypeError(`${operation} has no pages.`)
      for await (const page of pages(service, operation, input, options)) items.push(...itemsOf(paging, page))
      return items
    },
  }
}

/** Redirects are not followed: what is signed for one address is not for another to see. */
function initOf({ method, body }: WireRequest, headers: Headers, signal: AbortSignal | undefined): RequestInit {
  const init: RequestInit = { method, headers, redirect: 'manual' }
  if (signal !== undefined) init.signal = signal
  if (body instanceof ReadableStream) return Object.assign(init, { body, duplex: 'half' })
  if (body !== undefined) init.body = body instanceof Uint8Array ? new Uint8Array(body) : body
  return init
}

async function understood(model: Model, operation: string, response: Response): Promise<Record<string, unknown>> {
  const { status, headers } = response
  const streamed = response.ok && streamsOutput(model, operation)
  const body = streamed ? (response.body ?? undefined) : new Uint8Array(await response.arrayBuffer())
  const answer = decodeResponse(model, operation, status, headers, body)
  if (answer.fault === undefined) return answer.output
  const { code, message, members = {} } = answer.fault
  const requestId = headers.get('x-amzn-requestid') ?? headers.get('x-amz-request-id') ?? ''
  const later = headers.get('retry-after') ?? ''
  throw new ClientFault(
    code,
    message,
    status,
    requestId,
    members,
    /^\d{1,5}$/.test(later) ? Number(later) * 1_000 : undefined,
  )
}
