import type { Peer } from '../program'
import { Fault, type Operation, type RequestContext, reasonHeader } from '../services'
import { decode, encode, encodeFault, type Model, notHere, route } from '../wire'
import { type Addressed, address, modelOf } from './addressed'
import { type Body, bodyOf, plainLimit, xmlLimit } from './body'
import { CallParts } from './call-parts'
import { Conversation, writeRecord } from './conversation'
import type { House } from './house'
import { type Facts, pageFor } from './pages'
import { payloadOf } from './payload'
import { prove } from './proof'
import { type Received, receive } from './received'
import { faultFrom, internalFault, Refused, tooLarge } from './trouble'

/** The whole server as a function: no port, no clock of its own. */
export type App = (request: Request, peer: Peer) => Promise<Response> | Response

/** The life of a request: prove the signature, decode, authorize, run, encode, audit. */
export function createApp(house: House, facts: Facts): App {
  return (request, peer) => {
    const came = receive(request)
    return pageFor(came, facts) ?? answer(house, request, came, peer)
  }
}

/** A request with all that can be known of it before its sender is proved. */
interface Arrival {
  readonly request: Request
  readonly peer: Peer
  /** As it came, which is what is signed. */
  readonly came: Received
  readonly body: Body
  readonly addressed: Addressed
  readonly model: Model
}

async function answer(house: House, request: Request, came: Received, peer: Peer): Promise<Response> {
  const began = performance.now()
  const body = bodyOf(request)
  const addressed = await address(came, () => text(body), house.s3Domain)
  const model = modelOf(addressed.service)
  const told = new Conversation(house.unique(), house.now(), addressed.service, came, peer)
  let response: Response
  try {
    told.output = await carryOut(house, { request, peer, came, body, addressed, model }, told)
    response = encode(model, told.operation ?? '', told.output, told.requestId)
  } catch (error) {
    response = refuse(house, error, request, model, told)
  }
  try {
    await writeRecord(house, model, told)
  } catch (error) {
    // What cannot be recorded does not happen, as far as the caller can see: no credentials leave without a record of them.
    response.body?.cancel().catch(() => {})
    house.log.error({ err: error, requestId: told.requestId }, 'the audit record could not be written')
    told.fault = internalFault(told.service)
    response = encodeFault(model, told.operation, told.fault, told.requestId)
  }
  count(house, told, began)
  // The clock that signatures are judged by: SDKs correct their own by it.
  response.headers.set('date', new Date(told.at).toUTCString())
  return addressed.service === 's3' ? sandboxed(response) : response
}

async function carryOut(
  house: House,
  arrival: Arrival,
  told: Conversation,
): Promise<Readonly<Record<string, unknown>>> {
  const { request, peer, came, body, addressed, model } = arrival
  const { routed, bytes } = await readAndRoute(body, addressed, model)
  const operation = 'fault' in routed ? undefined : house.operations.get(`${addressed.service}/${routed.operation}`)
  if (routed.operation !== undefined) told.names(routed.operation, operation?.readOnly)
  const proof = await prove(came, bytes, addressed, mayBeUnsigned(addressed, model, told.operation), house)
  told.caller = proof.caller
  house.uses.note(proof.caller, addressed.service, addressed.scope?.region ?? house.region)
  if ('fault' in routed) throw new Refused(routed.fault)
  if (operation === undefined) throw new Refused(notHere(model, routed.operation))
  const payload = await payloadOf(body, bytes, proof, came.headers, addressed, routed.operation)
  const decoded = decode(model, routed, addressed.received, payload)
  if (decoded.fault !== undefined) throw new Refused(decoded.fault)
  told.input = decoded.input
  const input = operation.input(decoded.input)
  told.resources = operation.about?.(input) ?? []
  const parts = new CallParts(house, {
    service: addressed.service,
    caller: proof.caller,
    requestId: told.requestId,
    context: contextOf(told, addressed, house),
    note: (facts) => told.notes(facts),
    request,
    peer,
  })
  await authorize(operation, input, parts)
  return operation.handle(input, parts)
}

/** REST requests are routed by their path, so that a streaming body need not be read; the others name their operation in the body. */
async function readAndRoute(
  body: Body,
  { dialect, received }: Addressed,
  model: Model,
): Promise<{ readonly routed: ReturnType<typeof route>; readonly bytes: Uint8Array | undefined }> {
  if (dialect === 's3') {
    const routed = route(model, received)
    if (!('fault' in routed) && routed.streaming) return { routed, bytes: undefined }
    return { routed, bytes: await whole(body, xmlLimit, dialect) }
  }
  const bytes = await whole(body, plainLimit, dialect)
  return { routed: route(model, received, bytes), bytes }
}

async function whole(body: Body, limit: number, dialect: Addressed['dialect']): Promise<Uint8Array> {
  const bytes = await body.whole(limit)
  if (bytes === undefined) throw tooLarge(dialect)
  return bytes
}

async function text(body: Body): Promise<string> {
  const bytes = await body.whole(plainLimit)
  return bytes === undefined ? '' : new TextDecoder().decode(bytes)
}

function mayBeUnsigned({ service }: Addressed, model: Model, operation: string | undefined): boolean {
  if (service === 's3') return true
  return operation !== undefined && model.operations[operation]?.authtype === 'none'
}

async function authorize({ need }: Operation, input: unknown, parts: CallParts): Promise<void> {
  const needs = await need(input, parts)
  if ('anyone' in needs) return
  if ('action' in needs) return parts.demand(needs)
  for (const one of needs) await parts.demand(one)
}

function contextOf(told: Conversation, { scope, received }: Addressed, house: House): RequestContext {
  return {
    now: told.at,
    region: scope?.region ?? house.region,
    sourceIp: told.sourceIp,
    secure: told.secure,
    userAgent: told.userAgent,
    referer: received.headers.get('referer') ?? undefined,
  }
}

function refuse(house: House, error: unknown, request: Request, model: Model, told: Conversation): Response {
  const { fault, ours } = faultFrom(error, told.service)
  // Who goes away in the middle of a request makes reading it fail: that is nobody's trouble but theirs.
  const gone = ours && request.signal.aborted
  if (ours && !gone)
    house.log.error({ err: error, requestId: told.requestId, operation: told.operation }, 'a call failed')
  told.output = undefined
  told.fault = gone ? { code: 'IncompleteBody', message: 'The request was not sent to its end.', status: 400 } : fault
  const response = encodeFault(model, told.operation, told.fault, told.requestId)
  if (error instanceof Fault && error.encodedReason !== undefined)
    response.headers.set(reasonHeader, error.encodedReason)
  return response
}

function count(
  { counts, log }: House,
  { service, operation = '-', fault, requestId }: Conversation,
  began: number,
): void {
  const seconds = (performance.now() - began) / 1000
  const code = fault?.code ?? 'OK'
  counts.request(service, operation, code)
  counts.took(seconds)
  if (service === 'eks-auth') counts.exchange(code)
  if (log.isLevelEnabled('debug'))
    log.debug({ service, operation, code, requestId, seconds, why: fault?.message }, 'call')
}

/** Objects share this origin with pages: whatever they hold, a browser runs nothing of it. */
function sandboxed(response: Response): Response {
  response.headers.set('content-security-policy', 'sandbox')
  response.headers.set('x-content-type-options', 'nosniff')
  return response
}
