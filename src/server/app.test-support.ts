import { createHash, createHmac } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SignatureV4 } from '@smithy/signature-v4'
import { createLog, createMetrics } from '../program'
import { type App, createApp } from './app'
import { serverConfig } from './config'
import { answering } from './console/serve'
import type { House } from './house'
import { assemble } from './parts'

export interface Keys {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
}

/** One request before it is signed. */
export interface Ask {
  readonly method?: string
  readonly path: string
  readonly query?: Readonly<Record<string, string | string[]>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly service: string
  readonly region?: string
  /** Epoch milliseconds of the signature; the server's clock by default. */
  readonly at?: number
  readonly keys?: Keys
  /** Presigned for so many seconds instead of by header. */
  readonly presigned?: number
}

export interface TestApp {
  readonly app: App
  readonly house: House
  readonly admin: Keys
  /** The clock, moved by hand. */
  readonly clock: { now: number }
  readonly logged: string[]
  /** Signs and asks. `spoil` is the signed request changed on its way. */
  ask(ask: Ask, spoil?: (request: Request) => Request): Promise<Response>
  raw(request: Request): Promise<Response>
  /** Audit records as JSON, the oldest first. */
  records(): Promise<readonly Readonly<Record<string, unknown>>[]>
  close(): Promise<void>
}

class Sha256 {
  #hash: ReturnType<typeof createHash> | ReturnType<typeof createHmac>
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(secret))
  }
  update(data: Uint8Array | string): void {
    this.#hash.update(data)
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest()
  }
  reset(): void {}
}

function bytesOf(data: string | ArrayBuffer | ArrayBufferView): Uint8Array | string {
  if (typeof data === 'string') return data
  return data instanceof ArrayBuffer
    ? new Uint8Array(data)
    : new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
}

const host = '127.0.0.1:4080'

/** The signed request, as the AWS SDK for JavaScript signs it. */
export async function signed(ask: Ask, now: number, keys: Keys): Promise<Request> {
  const { method = 'POST', path, query = {}, body = '', service, region = 'us-east-1', presigned } = ask
  const signer = new SignatureV4({
    service,
    region,
    credentials: keys,
    sha256: Sha256,
    uriEscapePath: service !== 's3',
    applyChecksum: true,
  })
  const request = {
    method,
    protocol: 'http:',
    hostname: '127.0.0.1',
    port: 4080,
    path,
    query: { ...query },
    headers: { host, ...ask.headers },
    body: method === 'GET' || method === 'HEAD' ? undefined : body,
  }
  // As the S3 presigner does it: the body is not bound, and the header that says so does not travel.
  const unbound = service === 's3' && presigned !== undefined ? { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' } : {}
  Object.assign(request.headers, unbound)
  const signingDate = new Date(ask.at ?? now)
  const it =
    presigned === undefined
      ? await signer.sign(request, { signingDate })
      : await signer.presign(request, {
          signingDate,
          expiresIn: presigned,
          unsignableHeaders: new Set(Object.keys(unbound)),
          unhoistableHeaders: new Set(Object.keys(unbound)),
        })
  const search = Object.entries(it.query ?? {})
    .flatMap(([key, value]) => (Array.isArray(value) ? value : [value]).map((one) => [key, one ?? ''] as const))
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`)
    .join('&')
  return new Request(`http://${host}${it.path}${search === '' ? '' : `?${search}`}`, {
    method,
    headers: Object.fromEntries(Object.entries(it.headers).filter(([name]) => !(name in unbound))),
    body: request.body === undefined || request.body === '' ? undefined : request.body,
  })
}

/** The whole server as a function, over a store in memory and a fresh folder. */
export async function testApp(flags: Readonly<Record<string, unknown>> = {}): Promise<TestApp> {
  const data = mkdtempSync(join(tmpdir(), 'podid-app-'))
  const clock = { now: Date.UTC(2026, 3, 1, 12) }
  const logged: string[] = []
  const config = serverConfig({ data, store: 'memory', logLevel: 'debug', ...flags })
  const log = createLog({ format: 'json', level: config.logLevel, to: { write: (line) => logged.push(line) } })
  const url = (): string => `http://${host}`
  const house = await assemble(config, {
    log,
    metrics: createMetrics(),
    stopping: new AbortController().signal,
    url,
    world: { now: () => clock.now },
  })
  const app = createApp(house, { trouble: async () => undefined, url, console: answering(undefined, 'us-east-1') })
  const admin: Keys = JSON.parse(readFileSync(join(data, 'admin.json'), 'utf8'))
  const peer = { address: () => '127.0.0.1', secure: false, holdOpen() {} }
  const raw = async (request: Request): Promise<Response> => app(request, peer)
  return {
    app,
    house,
    admin,
    clock,
    logged,
    raw,
    ask: async (ask, spoil = (it) => it) => raw(spoil(await signed(ask, clock.now, ask.keys ?? admin))),
    async records() {
      const { events, dataEvents } = house.store
      const all = [...(await events.list()), ...(await dataEvents.list())]
      return all.sort((one, other) => (one.eventId < other.eventId ? -1 : 1)).map((it) => JSON.parse(it.record))
    },
    async close() {
      await house.uses.settled()
      await house.store.close()
      rmSync(data, { recursive: true, force: true })
    },
  }
}

/** A call in JSON. */
export function json(service: string, path: string, body: object): Ask {
  return { method: 'POST', path, service, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
}

/** A call of IAM. */
export function iam(parameters: Readonly<Record<string, string>>): Ask {
  return {
    path: '/',
    service: 'iam',
    body: new URLSearchParams({ Version: '2010-05-08', ...parameters }).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
  }
}

/** The parts of a call that most tests make. */
export const calls = {
  whoAmI: {
    path: '/',
    service: 'sts',
    body: 'Action=GetCallerIdentity&Version=2011-06-15',
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
  },
  listClusters: { method: 'GET', path: '/clusters', service: 'eks' },
  listBuckets: { method: 'GET', path: '/', service: 's3' },
} as const satisfies Readonly<Record<string, Ask>>
