import { writeBindings } from './bindings'
import { structureToForm } from './form'
import { bodyMembers, structureToJson } from './json'
import type { Model } from './model'
import { percentEncoded } from './percent'
import { isRecord } from './record'
import { s3Namespace } from './s3'
import { operationOf, type Service, type ServiceOperation, serviceOf } from './service'
import type { Structure } from './shape'
import { structureToXml } from './xml-values'
import { element } from './xml-write'

type Input = Readonly<Record<string, unknown>>

/** A request as it is to be sent, but for the address and the signature. */
export interface Request {
  readonly method: string
  /** Percent-encoded. */
  readonly path: string
  /** Without `?`; '' when there is none. */
  readonly query: string
  readonly headers: Headers
  readonly body: string | Uint8Array | Blob | ReadableStream<Uint8Array> | undefined
}

/** Says an operation as a client does. Throws TypeError when the input is not of the model's types or lacks a part of the path. */
export function encodeRequest(model: Model, operation: string, input: Input): Request {
  const service = serviceOf(model)
  const it = operationOf(service, operation)
  switch (service.protocol) {
    case 'query':
      return inForm(service, it, input)
    case 'json':
      return {
        method: 'POST',
        path: '/',
        query: '',
        headers: new Headers({
          'content-type': 'application/x-amz-json-1.1',
          'x-amz-target': `${model.targetPrefix}.${operation}`,
        }),
        body: JSON.stringify(it.input === undefined ? {} : structureToJson(it.input.members, input)),
      }
    case 'rest-json':
    case 'rest-xml':
      return inRest(service, it, input)
  }
}

function inForm({ model }: Service, { name, input: structure }: ServiceOperation, input: Input): Request {
  const pairs = [
    ['Action', name] as const,
    ['Version', model.apiVersion] as const,
    ...(structure === undefined ? [] : structureToForm(structure, input)),
  ]
  return {
    method: 'POST',
    path: '/',
    query: '',
    headers: new Headers({ 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }),
    body: joined(pairs),
  }
}

function joined(pairs: readonly (readonly [string, string])[]): string {
  return pairs.map(([name, value]) => `${percentEncoded(name)}=${percentEncoded(value)}`).join('&')
}

function inRest(service: Service, { model, input: structure }: ServiceOperation, input: Input): Request {
  const [template = '/', literals = ''] = model.path.split('?')
  if (structure === undefined)
    return { method: model.method, path: template, query: literals, headers: new Headers(), body: undefined }
  const { labels, query, headers } = writeBindings(structure, input)
  const { type, body } = service.protocol === 'rest-json' ? jsonBody(structure, input) : xmlBody(structure, input)
  if (type !== undefined && !headers.has('content-type')) headers.set('content-type', type)
  return {
    method: model.method,
    path: filled(template, labels),
    query: [literals, joined(query)].filter((it) => it !== '').join('&'),
    headers,
    body,
  }
}

/** Dots alone would be taken for steps up or down by every URL on the road, and lead to another resource. */
function filled(template: string, labels: ReadonlyMap<string, string>): string {
  return template.replace(/\{([A-Za-z0-9_-]+)(\+?)\}/g, (_, name: string, greedy: string) => {
    const value = labels.get(name)
    if (value === undefined || value === '') throw new TypeError(`The path needs ${name}.`)
    const steps = greedy === '+' ? value.split('/') : [value]
    if (steps.some((it) => it === '.' || it === '..')) throw new TypeError(`${name} cannot be said in a path.`)
    return steps.map(percentEncoded).join('/')
  })
}

type Content = Pick<Request, 'body'> & { readonly type: string | undefined }

const nothing: Content = { type: undefined, body: undefined }

function jsonBody(structure: Structure, input: Input): Content {
  const { payload } = structure
  const members = payload?.shape.kind === 'structure' ? payload.shape.members : bodyMembers(structure)
  if (payload !== undefined && payload.shape.kind !== 'structure') return rawBody(input[payload.name])
  if (members.length === 0) return nothing
  const value = payload === undefined ? input : input[payload.name]
  return { type: 'application/json', body: JSON.stringify(structureToJson(members, isRecord(value) ? value : {})) }
}

function xmlBody(structure: Structure, input: Input): Content {
  const { payload } = structure
  if (payload === undefined) return nothing
  const value = input[payload.name]
  if (payload.shape.kind !== 'structure') return rawBody(value)
  if (value === undefined) return nothing
  if (!isRecord(value)) throw new TypeError(`${payload.name} is not a structure.`)
  const content = structureToXml(payload.shape.members, value, 'milliseconds')
  return { type: 'application/xml', body: element(payload.wireName, content, s3Namespace) }
}

function rawBody(value: unknown): Content {
  if (value === undefined || value === null) return nothing
  if (typeof value === 'string' || value instanceof Uint8Array) return { type: undefined, body: value }
  if (value instanceof Blob || value instanceof ReadableStream) return { type: undefined, body: value }
  throw new TypeError('A body is text, bytes, a Blob or a stream.')
}
