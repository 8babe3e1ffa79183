import { headerValue } from './bindings'
import { hostId, identify } from './encode'
import type { Model } from './model'
import type { WireFault } from './received'
import { type Service, type ServiceOperation, serviceOf } from './service'
import { statusOf } from './statuses'
import { element, escapeXml } from './xml-write'

/** The answer to an operation that was refused, or that is none. The status comes from the model unless the fault says one. */
export function encodeFault(
  model: Model,
  operation: string | undefined,
  fault: WireFault,
  requestId: string,
): Response {
  const service = serviceOf(model)
  const it = operation === undefined ? undefined : service.operation(operation)
  const known = statusOf(service, it, fault.code)
  const said = { ...fault, code: known.code, status: fault.status ?? known.status }
  const headers = new Headers()
  switch (service.protocol) {
    case 'rest-json':
    case 'json':
      headers.set('x-amzn-requestid', requestId)
      headers.set('x-amzn-errortype', said.code)
      headers.set('content-type', service.protocol === 'json' ? 'application/x-amz-json-1.1' : 'application/json')
      return new Response(inJson(service, said), { status: said.status, headers })
    case 'query':
      headers.set('x-amzn-requestid', requestId)
      headers.set('content-type', 'text/xml')
      return new Response(inQueryXml(service, said, requestId), { status: said.status, headers })
    case 'rest-xml': {
      identify(headers, requestId)
      if (said.status === 304) return new Response(null, { status: said.status, headers: notModified(headers, fault) })
      if (it !== undefined && isHead(it)) return new Response(null, { status: said.status, headers })
      headers.set('content-type', 'application/xml')
      return new Response(inS3Xml(said, requestId), { status: said.status, headers })
    }
  }
}

/** A 304 has no body; what the client has is named in headers. */
function notModified(headers: Headers, { members = {} }: WireFault): Headers {
  if (typeof members.ETag === 'string') headers.set('etag', headerValue(members.ETag))
  if (typeof members.LastModified === 'string') headers.set('last-modified', headerValue(members.LastModified))
  return headers
}

type Said = WireFault & { readonly status: number }

function isHead({ model }: ServiceOperation): boolean {
  return model.method === 'HEAD'
}

function inJson({ protocol }: Service, { code, message, members = {} }: Said): string {
  const type = protocol === 'json' ? { __type: code } : {}
  const more = Object.entries(members).filter(([name, it]) => !inEvery.has(name) && isTold(it))
  return JSON.stringify({ ...type, message, ...Object.fromEntries(more) })
}

const inEvery: ReadonlySet<string> = new Set(['__type', 'code', 'message', 'Message'])

/** Members of errors are plain, or lists of texts such as `validZones`. */
function isTold(value: unknown): boolean {
  return isPlain(value) || (Array.isArray(value) && value.every((it) => typeof it === 'string'))
}

function isPlain(value: unknown): boolean {
  return (
    typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))
  )
}

function inQueryXml({ model }: Service, { code, message, status }: Said, requestId: string): string {
  const error =
    element('Type', status < 500 ? 'Sender' : 'Receiver') +
    element('Code', escapeXml(code)) +
    element('Message', escapeXml(message))
  return element(
    'ErrorResponse',
    element('Error', error) + element('RequestId', escapeXml(requestId)),
    model.xmlNamespace,
  )
}

const ownNames: ReadonlySet<string> = new Set(['Code', 'Message', 'RequestId', 'HostId'])

function inS3Xml({ code, message, members = {} }: Said, requestId: string): string {
  const more = Object.entries(members)
    .filter(([name]) => !ownNames.has(name) && /^[A-Za-z][A-Za-z0-9_.-]*$/.test(name))
    .filter(([, it]) => isPlain(it))
    .map(([name, it]) => element(name, escapeXml(String(it))))
  const error = [
    element('Code', escapeXml(code)),
    element('Message', escapeXml(message)),
    ...more,
    element('RequestId', escapeXml(requestId)),
    element('HostId', escapeXml(hostId(requestId))),
  ]
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('Error', error.join(''))}`
}
