import { hostId, identify } from './encode'
import { structureToJson } from './json'
import type { Model } from './model'
import type { WireFault } from './received'
import { isRecord } from './record'
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
      if (it !== undefined && isHead(it)) return new Response(null, { status: said.status, headers })
      if (said.status === 304 || said.status === 204) return new Response(null, { status: said.status, headers })
      headers.set('content-type', 'application/xml')
      return new Response(inS3Xml(said, requestId), { status: said.status, headers })
    }
  }
}

type Said = WireFault & { readonly status: number }

function isHead({ model }: ServiceOperation): boolean {
  return model.method === 'HEAD'
}

function inJson(service: Service, { code, message, members = {} }: Said): string {
  const shape = service.errors.get(code)?.shape
  const structure = shape === undefined ? undefined : service.shape(shape)
  const more =
    structure?.kind === 'structure' ? structureToJson(structure.members, withoutMessage(members)) : plainOnly(members)
  const type = service.protocol === 'json' ? { __type: code } : {}
  return JSON.stringify({ ...type, message, ...more })
}

function withoutMessage(members: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { message: _, ...others } = members
  return others
}

function plainOnly(members: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(members).filter(
      ([name, it]) =>
        name !== '__type' &&
        name !== 'message' &&
        (typeof it === 'string' || typeof it === 'number' || typeof it === 'boolean'),
    ),
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
  const more = Object.entries(isRecord(members) ? members : {})
    .filter(([name]) => !ownNames.has(name) && /^[A-Za-z][A-Za-z0-9_.-]*$/.test(name))
    .filter(([, it]) => typeof it === 'string' || typeof it === 'number' || typeof it === 'boolean')
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
