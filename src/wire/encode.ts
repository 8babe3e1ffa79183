import { writeBindings } from './bindings'
import { bodyMembers, structureToJson } from './json'
import type { Model, OperationModel } from './model'
import { isRecord } from './record'
import { s3Namespace, s3Roots, s3Unwrapped } from './s3'
import { operationOf, type Service, type ServiceOperation, serviceOf } from './service'
import type { Member, Structure } from './shape'
import { structureToXml } from './xml-values'
import { element, escapeXml } from './xml-write'

type Output = Readonly<Record<string, unknown>>

/** The answer to an operation that succeeded. Throws TypeError when the output is not what the model promises: our own trouble. */
export function encode(model: Model, operation: string, output: Output, requestId: string): Response {
  const service = serviceOf(model)
  const it = operationOf(service, operation)
  switch (service.protocol) {
    case 'rest-json':
      return inRestJson(it, output, requestId)
    case 'json': {
      const body = JSON.stringify(it.output === undefined ? {} : structureToJson(it.output.members, output))
      return new Response(body, answered(it.model, { 'content-type': jsonType, 'x-amzn-requestid': requestId }))
    }
    case 'query':
      return new Response(
        inQueryXml(service, it, output, requestId),
        answered(it.model, { 'content-type': 'text/xml', 'x-amzn-requestid': requestId }),
      )
    case 'rest-xml':
      return inRestXml(it, output, requestId)
  }
}

const jsonType = 'application/x-amz-json-1.1'

function answered({ status }: OperationModel, headers: Record<string, string>): ResponseInit {
  return { status, headers }
}

function inRestJson({ model, output: structure }: ServiceOperation, output: Output, requestId: string): Response {
  const headers: Record<string, string> = { 'content-type': 'application/json', 'x-amzn-requestid': requestId }
  if (structure === undefined) return new Response('{}', answered(model, headers))
  const members = bodyMembers(structure)
  if (members.length < structure.members.length)
    for (const [name, value] of writeBindings(structure, output).headers) headers[name] = value
  const { payload } = structure
  const inside = payload === undefined ? undefined : output[payload.name]
  if (payload !== undefined && payload.shape.kind !== 'structure')
    return new Response(bodyOf(payload, inside), answered(model, headers))
  const [from, value] = payload?.shape.kind === 'structure' ? [payload.shape.members, inside] : [members, output]
  return new Response(JSON.stringify(structureToJson(from, isRecord(value) ? value : {})), answered(model, headers))
}

function inQueryXml(
  { model: { xmlNamespace } }: Service,
  { name, model, output: structure }: ServiceOperation,
  output: Output,
  requestId: string,
): string {
  const members = structure === undefined ? '' : structureToXml(structure.members, output, 'seconds')
  const result = model.resultWrapper === undefined ? members : element(model.resultWrapper, members)
  const metadata = element('ResponseMetadata', element('RequestId', escapeXml(requestId)))
  return element(`${name}Response`, result + metadata, xmlNamespace)
}

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'

function inRestXml({ name, model, output: structure }: ServiceOperation, output: Output, requestId: string): Response {
  const headers = structure === undefined ? new Headers() : writeBindings(structure, output).headers
  identify(headers, requestId)
  const status = headers.has('content-range') ? 206 : model.status
  if (structure === undefined || model.method === 'HEAD' || status === 204)
    return new Response(null, { status, headers })
  const { payload } = structure
  if (payload !== undefined && payload.shape.kind !== 'structure') {
    const body = bodyOf(payload, output[payload.name])
    if (!headers.has('content-type'))
      headers.set('content-type', payload.streaming ? 'binary/octet-stream' : 'application/json')
    return new Response(body, { status, headers })
  }
  const xml = document(name, structure, payload, output)
  if (xml === undefined) return new Response(null, { status, headers })
  headers.set('content-type', 'application/xml')
  return new Response(declaration + xml, { status, headers })
}

function document(name: string, structure: Structure, payload: Member | undefined, output: Output): string | undefined {
  const root = s3Roots.get(name)
  if (payload?.shape.kind === 'structure') {
    const value = output[payload.name]
    const content = structureToXml(payload.shape.members, isRecord(value) ? value : {}, 'milliseconds')
    return element(root ?? payload.wireName, content, s3Namespace)
  }
  const members = bodyMembers(structure)
  if (members.length === 0) return undefined
  if (name === s3Unwrapped) {
    const [value] = members.map((it) => output[it.name])
    return element(root ?? name, typeof value === 'string' ? escapeXml(value) : '', s3Namespace)
  }
  return element(root ?? `${name}Result`, structureToXml(members, output, 'milliseconds'), s3Namespace)
}

/** S3's two request ids; the second is for its own people, and says nothing more here. */
export function identify(headers: Headers, requestId: string): void {
  headers.set('x-amz-request-id', requestId)
  headers.set('x-amz-id-2', hostId(requestId))
}

export function hostId(requestId: string): string {
  return btoa(Array.from(new TextEncoder().encode(requestId), (it) => String.fromCharCode(it)).join(''))
}

function bodyOf({ shape }: Member, value: unknown): BodyInit | null {
  if (value === undefined || value === null) return null
  if (typeof value === 'string' || value instanceof ReadableStream || value instanceof Blob) return value
  if (value instanceof Uint8Array) return new Uint8Array(value)
  throw new TypeError(`The shape ${shape.name} is a body, and what was given is not.`)
}
