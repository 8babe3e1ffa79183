import { elsewhereOf, notHere } from './elsewhere'
import { formOf } from './form'
import type { Model } from './model'
import { percentDecoded } from './percent'
import { type Received, type Route, Unreadable, type WireFault } from './received'
import { routerOf } from './router'
import { s3Refusal } from './s3'
import { type Service, type ServiceOperation, serviceOf } from './service'

/** A fault may have the name of the operation that was meant. */
type Answer = Route | { readonly fault: WireFault; readonly operation?: string }

/** Which operation of the service is asked for. The body is needed where it names the operation: in AWS Query. */
export function route(model: Model, received: Received, body?: Uint8Array): Answer {
  const service = serviceOf(model)
  switch (service.protocol) {
    case 'rest-json':
    case 'rest-xml':
      return byPath(service, received)
    case 'json':
      return byTarget(service, received)
    case 'query':
      return byAction(service, received, body)
  }
}

const none: ReadonlyMap<string, string> = new Map()

function byPath(service: Service, received: Received): Answer {
  const match = routerOf(service)(received)
  const operation = match && service.operation(match.operation)
  if (match !== undefined && operation === undefined) return elsewhere(service, match.operation)
  if (service.protocol === 'rest-xml') {
    const refusal = s3Refusal(received, operation)
    if (refusal !== undefined) return { fault: refusal }
  }
  if (match === undefined || operation === undefined) {
    const message = `There is no operation ${received.method} ${shortened(received.path)} here.`
    return { fault: { code: 'UnknownOperationException', message, status: 404 } }
  }
  try {
    const labels = new Map(match.labels.map(([name, text]) => [name, percentDecoded(text)]))
    return { operation: operation.name, labels, streaming: streams(operation) }
  } catch (why) {
    if (!(why instanceof Unreadable)) throw why
    const code = service.protocol === 'rest-xml' ? 'InvalidURI' : 'InvalidParameterException'
    return { fault: { code, message: why.message, status: 400 } }
  }
}

function byTarget(service: Service, { headers }: Received): Answer {
  const target = headers.get('x-amz-target') ?? ''
  const dot = target.lastIndexOf('.')
  const prefix = service.model.targetPrefix ?? ''
  const from = target.slice(0, Math.max(dot, 0))
  // botocore sends the whole prefix, the SDKs made with Smithy only its last part.
  const ours = from !== '' && (from === prefix || from === prefix.slice(prefix.lastIndexOf('.') + 1))
  const name = target.slice(dot + 1)
  const operation = ours ? service.operation(name) : undefined
  if (operation !== undefined) return { operation: operation.name, labels: none, streaming: false }
  if (ours && elsewhereOf(service.model).has(name)) return elsewhere(service, name)
  const message = target === '' ? 'The request names no operation.' : `There is no operation ${shortened(target)} here.`
  return { fault: { code: 'UnknownOperationException', message, status: 400 } }
}

function byAction(service: Service, received: Received, body: Uint8Array | undefined): Answer {
  let action: string | undefined
  let version: string | undefined
  try {
    const form = formOf(received, body)
    action = form.get('Action')
    version = form.get('Version')
  } catch (why) {
    if (!(why instanceof Unreadable)) throw why
    return { fault: { code: 'MalformedQueryString', message: why.message, status: 400 } }
  }
  if (action === undefined || action === '')
    return { fault: { code: 'MissingAction', message: 'The request is missing an Action.', status: 400 } }
  const ours = version === service.model.apiVersion
  const operation = ours ? service.operation(action) : undefined
  if (operation !== undefined) return { operation: operation.name, labels: none, streaming: false }
  if (ours && elsewhereOf(service.model).has(action)) return elsewhere(service, action)
  const message = `Could not find operation ${shortened(action)} for version ${shortened(version ?? 'NO_VERSION_SPECIFIED')}`
  return { fault: { code: 'InvalidAction', message, status: 400 } }
}

function elsewhere({ model }: Service, operation: string): Answer {
  return { fault: notHere(model, operation), operation }
}

function streams({ input }: ServiceOperation): boolean {
  return input?.payload?.streaming === true
}

function shortened(text: string): string {
  return text.length <= 200 ? text : `${text.slice(0, 200)}…`
}
