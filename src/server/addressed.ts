import type { ServiceName } from '../services'
import { isSigned } from '../signatures'
import { type Model, models, route } from '../wire'
import { byPath, type Received } from './received'
import type { Dialect } from './refusals'

/** Which service a request is for, and how it is to be treated on the way there. */
export interface Addressed {
  readonly service: ServiceName
  readonly dialect: Dialect
  /** By which it is routed; another than what came only for buckets named in the host. */
  readonly received: Received
  /** The scope its signature claims; undefined when it has none that can be read. */
  readonly scope?: { readonly service: string; readonly region: string }
}

const services = new Map<string, ServiceName>([
  ['eks', 'eks'],
  ['eks-auth', 'eks-auth'],
  ['sts', 'sts'],
  ['iam', 'iam'],
  ['s3', 's3'],
  ['cloudtrail', 'cloudtrail'],
  ['podid', 'podid'],
])

export const signingNames: readonly string[] = [...services.keys()]

const dialects = new Map<ServiceName, Dialect>([
  ['sts', 'query'],
  ['iam', 'query'],
  ['s3', 's3'],
])

const versions = new Map<string, ServiceName>([
  ['2011-06-15', 'sts'],
  ['2010-05-08', 'iam'],
])

const unsignedOfOurs = new Set(['/podid/activate', '/podid/sign-in'])

/**
 * Design.md, "One endpoint": the scope decides; unsigned requests are forms with Action and Version, two paths of ours, or anonymous S3.
 * What cannot be permitted in any case, since it is signed for no service of ours or says in JSON what nobody may say unsigned, is refused
 * later in the words of the service that it would have meant: docs/decisions/0016.
 */
export async function address(received: Received, form: () => Promise<string>, s3Domain: string): Promise<Addressed> {
  const scope = isSigned(received)
  const service =
    services.get(scope?.service ?? '') ??
    (unsignedOfOurs.has(received.path) ? 'podid' : undefined) ??
    (await formService(received, form)) ??
    jsonService(received) ??
    's3'
  return {
    service,
    dialect: dialects.get(service) ?? 'json',
    received: service === 's3' ? byPath(received, s3Domain) : received,
    scope,
  }
}

async function formService({ method, path, query, headers }: Received, form: () => Promise<string>) {
  if (path !== '/') return undefined
  if (method === 'GET') return versionIn(query)
  const isForm = headers.get('content-type')?.startsWith('application/x-www-form-urlencoded')
  return method === 'POST' && isForm ? versionIn(await form()) : undefined
}

/** Those that speak JSON, by the header or the path that names their operation. */
function jsonService(received: Received): ServiceName | undefined {
  const { method, query, headers } = received
  if (headers.has('x-amz-target') && route(modelOf('cloudtrail'), received).operation !== undefined) return 'cloudtrail'
  const isJson = method === 'POST' && query === '' && headers.get('content-type')?.startsWith('application/json')
  if (!isJson && !headers.has('authorization')) return undefined
  return restJson.find((service) => route(modelOf(service), received).operation !== undefined)
}

const restJson: readonly ServiceName[] = ['eks-auth', 'eks', 'podid']

/** The model of a service that is spoken here. */
export function modelOf(service: ServiceName): Model {
  const model = models.get(service)
  if (model === undefined) throw new Error(`There is no model of ${service}.`)
  return model
}

function versionIn(form: string): ServiceName | undefined {
  if (!/(^|&)Action=/.test(form)) return undefined
  const version = /(?:^|&)Version=([0-9-]{10})(?:&|$)/.exec(form)?.[1]
  return version === undefined ? undefined : versions.get(version)
}
