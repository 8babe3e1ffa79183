import { z } from 'zod'
import { decodeResponse, encodeRequest, type Model, models } from '../wire'
import { answered } from './answered.test-support'
import { createApp } from './app'
import { type Ask, type Keys, signed, type TestApp, testApp } from './app.test-support'
import { answering } from './console/serve'
import type { House } from './house'

// Cases of tests/cases/wire/messages: steps by the administrator, then one request through the whole app, then what it is answered.

const input = z.record(z.string(), z.unknown())
const call = z.strictObject({
  call: z.string(),
  input: input.default({}),
  /** Who asks: the administrator, or a name under which credentials were kept. */
  by: z.string().default('admin'),
  /** Parts of the answer by the name they are kept under: `{ "token": "token" }`. */
  keep: z.record(z.string(), z.string()).default({}),
})
/** A user with an access key, kept under its name. */
const user = z.strictObject({ user: z.string(), policy: z.unknown().optional() })
/** Seconds that pass. */
const later = z.strictObject({ later: z.number() })
const step = z.union([call, user, later])

const http = z.strictObject({
  method: z.string().default('POST'),
  path: z.string().default('/'),
  query: z.record(z.string(), z.string()).default({}),
  headers: z.record(z.string(), z.string()).default({}),
  body: z.string().default(''),
  service: z.string(),
})

const request = z.strictObject({
  ...call.omit({ call: true, keep: true }).shape,
  call: z.string().optional(),
  http: http.optional(),
  /** How it is signed, if otherwise than its sender would. */
  unsigned: z.literal(true).optional(),
  service: z.string().optional(),
  region: z.string().optional(),
  /** Seconds before now; less than 0: to come. */
  ago: z.number().default(0),
  presigned: z.number().optional(),
  /** Of the signed request, on its way: `[pattern, instead]` in the address or in a header, null for a header that is taken away. */
  altered: z
    .strictObject({
      url: z.tuple([z.string(), z.string()]).optional(),
      headers: z.record(z.string(), z.union([z.string(), z.null(), z.tuple([z.string(), z.string()])])).optional(),
      body: z.string().optional(),
    })
    .default({}),
})

const wanted = z.strictObject({
  status: z.number(),
  code: z.string().optional(),
  message: z.string().optional(),
  /** Where a part of the message is drawn, such as an id: a pattern for the whole of it. */
  matches: z.string().optional(),
  headers: z.record(z.string(), z.string()).default({}),
  /** Beside code and message. */
  members: z.record(z.string(), z.unknown()).default({}),
  /** Of the body as it stands on the wire. */
  has: z.array(z.string()).default([]),
  lacks: z.array(z.string()).default([]),
})

const shown = z.strictObject({
  name: z.string(),
  row: z.int().positive(),
  steps: z.array(step).default([]),
  /** Limits of the house in place of the usual ones. */
  limits: z.record(z.string(), z.number()).optional(),
  /** A table of the store that fails. */
  broken: z.string().optional(),
  request,
  expect: wanted,
})
/** What podid does not answer, and why. */
const never = z.strictObject({ row: z.int().positive(), never: z.string().min(20) })

export const messageFile = z.strictObject({
  section: z.string(),
  rows: z.array(z.string()),
  /** Steps before those of each case. */
  world: z.array(step).default([]),
  cases: z.array(z.union([never, shown])),
})

export type MessageCase = z.infer<typeof shown>
type Step = z.infer<typeof step>
type Asked = z.infer<typeof request>

/** Plays a case on a fresh app: what it was answered, and what stands on the wire. */
export async function play({ steps, request: asked, limits, broken }: MessageCase, world: readonly Step[]) {
  const it = await testApp()
  try {
    const kept = new Map<string, unknown>([['admin', it.admin]])
    for (const one of [...world, ...steps]) await take(it, one, kept)
    const house = altered(it.house, limits, broken)
    const sent = await requestFor(filled(asked, kept), it, kept)
    const app = createApp(house, {
      trouble: async () => undefined,
      url: () => '',
      console: answering(undefined, 'us-east-1'),
    })
    const response = await app(sent, { address: () => '127.0.0.1', secure: false, holdOpen() {} })
    const text = await response.text()
    return { kept, text, status: response.status, headers: response.headers, told: answered(response.headers, text) }
  } finally {
    await it.close()
  }
}

function altered(house: House, limits: Readonly<Record<string, number>> | undefined, broken: string | undefined) {
  const table = Object.entries(house.store).find(([name]) => name === broken)?.[1]
  if (broken !== undefined && table === undefined) throw new Error(`There is no table ${broken}.`)
  const fails = async (): Promise<never> => {
    throw new Error('disk full')
  }
  const store = broken === undefined ? house.store : { ...house.store, [broken]: { ...table, get: fails, list: fails } }
  // No test reaches beyond this machine: the keys of issuers elsewhere cannot be had.
  return { ...house, store, limits: { ...house.limits, ...limits }, discover: async () => undefined }
}

async function take(it: TestApp, one: Step, kept: Map<string, unknown>): Promise<void> {
  if ('later' in one) {
    it.clock.now += one.later * 1000
  } else if ('user' in one) {
    const UserName = one.user
    await done(it, { ...nothing, call: 'iam:CreateUser', input: { UserName } }, kept)
    const PolicyDocument = JSON.stringify(one.policy)
    const put = { UserName, PolicyName: 'own', PolicyDocument }
    if (one.policy !== undefined) await done(it, { ...nothing, call: 'iam:PutUserPolicy', input: put }, kept)
    const keep = { [UserName]: 'AccessKey' }
    await done(it, { ...nothing, call: 'iam:CreateAccessKey', input: { UserName }, keep }, kept)
  } else await done(it, one, kept)
}

const nothing = { by: 'admin', keep: {} }

async function done(it: TestApp, step: z.infer<typeof call>, kept: Map<string, unknown>): Promise<void> {
  const { call: name, input, by, keep } = filled(step, kept)
  const [model, operation] = operationOf(name)
  const response = await it.raw(await signed(askFor(name, input), it.clock.now, keysOf(by, kept)))
  const body = new Uint8Array(await response.arrayBuffer())
  const read = decodeResponse(model, operation, response.status, response.headers, body)
  if (read.fault !== undefined) throw new Error(`${name}: ${read.fault.code}: ${read.fault.message}`)
  for (const [as, path] of Object.entries(keep)) kept.set(as, partOf(read.output, path))
}

/** Every `${name}` and `${name.part}` in texts, filled with what was kept. */
function filled<Value>(value: Value, kept: ReadonlyMap<string, unknown>): Value {
  const text = JSON.stringify(value, (_, it) => (typeof it === 'string' ? filledText(it, kept) : it))
  return JSON.parse(text)
}

export function filledText(text: string, kept: ReadonlyMap<string, unknown>): string {
  return text.replace(/\$\{([a-z][\w]*)((?:\.\w+)*)\}/g, (whole, name: string, path: string) =>
    kept.has(name) ? String(partOf(kept.get(name), path.slice(1))) : whole,
  )
}

function partOf(value: unknown, path: string): unknown {
  return path === '' ? value : path.split('.').reduce<unknown>((it, name) => Object(it)[name], value)
}

function operationOf(name: string): readonly [Model, string, string] {
  const [service = '', operation = ''] = name.split(':')
  const model = models.get(service)
  if (model?.operations[operation] === undefined) throw new Error(`There is no operation ${name}.`)
  return [model, operation, service]
}

function askFor(name: string, said: Readonly<Record<string, unknown>>): Ask {
  const [model, operation, service] = operationOf(name)
  const { method, path, query, headers, body } = encodeRequest(model, operation, said)
  const pairs = [...new URLSearchParams(query)]
  const names = [...new Set(pairs.map(([key]) => key))]
  const values = (key: string): string[] => pairs.filter(([other]) => other === key).map(([, value]) => value)
  return {
    ...{ service, method, path, body: typeof body === 'string' ? body : '', headers: Object.fromEntries(headers) },
    query: Object.fromEntries(names.map((key) => [key, values(key)])),
  }
}

/** Credentials, however the service that gave them spells their parts. */
function keysOf(name: string, kept: ReadonlyMap<string, unknown>): Keys {
  const parts = new Map(Object.entries(Object(kept.get(name))).map(([key, it]) => [key.toLowerCase(), it]))
  const part = (key: string): string | undefined => {
    const it = parts.get(key)
    return typeof it === 'string' ? it : undefined
  }
  const [accessKeyId, secretAccessKey] = [part('accesskeyid'), part('secretaccesskey')]
  if (accessKeyId === undefined || secretAccessKey === undefined) throw new Error(`No credentials are kept as ${name}.`)
  return { accessKeyId, secretAccessKey, sessionToken: part('sessiontoken') }
}

async function requestFor(asked: Asked, { clock }: TestApp, kept: ReadonlyMap<string, unknown>): Promise<Request> {
  const { call: name, http: raw, by, service, region, ago, presigned } = asked
  const ask = name === undefined ? raw : askFor(name, asked.input)
  if (ask === undefined) throw new Error('A request has a call, or is said in HTTP.')
  const at = clock.now - ago * 1000
  const whole = { ...ask, region, presigned, at, service: service ?? ask.service }
  const sent = await signed(whole, clock.now, keysOf(by, kept))
  return spoiled(sent, asked)
}

async function spoiled(sent: Request, { unsigned, altered: { url, headers: changed = {}, body } }: Asked) {
  const headers = new Headers(sent.headers)
  if (unsigned) for (const name of ['authorization', 'x-amz-date', 'x-amz-content-sha256']) headers.delete(name)
  for (const [name, to] of Object.entries(changed)) {
    if (to === null) headers.delete(name)
    else if (typeof to === 'string') headers.set(name, to)
    else headers.set(name, replaced(headers.get(name) ?? '', to))
  }
  const text = body ?? (await sent.text())
  const { method } = sent
  return new Request(url === undefined ? sent.url : replaced(sent.url, url), {
    ...{ method, headers },
    body: method === 'GET' || method === 'HEAD' || text === '' ? undefined : text,
  })
}

function replaced(text: string, [pattern, instead]: readonly [string, string]): string {
  const next = text.replace(new RegExp(pattern), instead)
  if (next === text) throw new Error(`${pattern} changes nothing.`)
  return next
}
