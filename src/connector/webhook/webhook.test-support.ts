import { Agent, request } from 'node:https'
import { createLog, createMetrics } from '../../program'
import { placeInMemory } from './certificate/place.test-support'
import type { WebhookEvent } from './events'
import type { Webhook, WebhookParts } from './parts'
import { officialSettings } from './settings'
import { startWebhook } from './start'

export interface Answered {
  readonly status: number
  readonly text: string
}

/** A webhook on a port of this machine, in a cluster that is a few maps. */
export async function webhookInACluster(more: Partial<WebhookParts> = {}) {
  const lines: string[] = []
  const cluster = {
    associated: new Set<string>(),
    /** What the control plane knows; absent: it hangs, or refuses. */
    controlPlane: new Set<string>() as Set<string> | 'hangs' | 'refuses',
    accounts: new Map<string, Readonly<Record<string, string>>>(),
    events: [] as WebhookEvent[],
    loaded: { associations: true, serviceAccounts: true },
    now: Date.now(),
    lines,
  }
  const place = placeInMemory()
  const metrics = createMetrics()
  const webhook = await startWebhook({
    settings: { ...officialSettings, askBudget: 150 },
    associations: {
      isLoaded: () => cluster.loaded.associations,
      knows: (namespace, name) => cluster.associated.has(`${namespace}/${name}`),
      ask: async (namespace, name, signal) => {
        const plane = cluster.controlPlane
        if (plane === 'refuses') throw new Error('refused')
        if (plane === 'hangs')
          return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))))
        return plane.has(`${namespace}/${name}`)
      },
    },
    serviceAccounts: {
      isLoaded: () => cluster.loaded.serviceAccounts,
      annotations: (namespace, name) => cluster.accounts.get(`${namespace}/${name}`),
      ask: async (namespace, name) => cluster.accounts.get(`${namespace}/${name}`) ?? {},
    },
    tellEvent: (event) => cluster.events.push(event),
    authority: place,
    metrics,
    log: createLog({ format: 'json', level: 'info', to: { write: (line) => lines.push(line) } }),
    now: () => cluster.now,
    host: '127.0.0.1',
    port: 0,
    names: ['localhost', '127.0.0.1'],
    farewell: 0,
    ...more,
  })
  return { webhook, cluster, place, metrics, agent: new Agent({ keepAlive: true, maxSockets: 8 }) }
}

/** The authorities that an API server would be told of. */
export function caOf(webhook: Webhook): string {
  const { webhooks } = Object(webhook.configuration(configured))
  return Buffer.from(webhooks[0].clientConfig.caBundle, 'base64').toString()
}

export const configured = {
  name: 'podid',
  address: { url: 'https://localhost/mutate' },
  failurePolicy: 'Ignore',
  ownNamespace: 'podid-system',
  systemNamespaces: ['kube-system'],
} as const

export interface Sent {
  readonly path?: string
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly agent?: Agent | false
  readonly ca?: string
}

export function send(webhook: Webhook, sent: Sent = {}): Promise<Answered> {
  const { path = '/mutate?timeout=5s', method = 'POST', headers, body = '', agent = false, ca = caOf(webhook) } = sent
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        host: '127.0.0.1',
        port: webhook.port,
        servername: 'localhost',
        path,
        method,
        ca,
        agent,
        headers: headers ?? { 'content-type': 'application/json' },
      },
      (answer) => {
        let text = ''
        answer.on('data', (it) => {
          text += it
        })
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }))
        answer.on('error', reject)
      },
    )
    asked.on('error', reject)
    asked.end(body)
  })
}

export const pod = (name = 'app') => ({
  metadata: { generateName: 'web-', namespace: 'shop' },
  spec: { serviceAccountName: name, containers: [{ name: 'c', image: 'i' }] },
})

/** As an API server sends it. */
export function review(object: unknown, more: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    kind: 'AdmissionReview',
    apiVersion: 'admission.k8s.io/v1',
    request: {
      uid: '705ab4f5-6393-11e8-b7cc-42010a800002',
      kind: { group: '', version: 'v1', kind: 'Pod' },
      resource: { group: '', version: 'v1', resource: 'pods' },
      namespace: 'shop',
      operation: 'CREATE',
      userInfo: { username: 'admin' },
      object,
      oldObject: null,
      dryRun: false,
      ...more,
    },
  })
}

export interface Response {
  readonly uid: string
  readonly allowed: boolean
  readonly patchType?: string
  readonly patch?: string
  readonly warnings?: readonly string[]
  readonly auditAnnotations: Readonly<Record<string, string>>
}

/** The whole way, asked for as an API server does. */
export async function admitted(webhook: Webhook, body: string, more: Sent = {}): Promise<Response> {
  const { status, text } = await send(webhook, { body, ...more })
  if (status !== 200) throw new Error(`${status} ${text}`)
  const { response, apiVersion, kind } = JSON.parse(text)
  if (kind !== 'AdmissionReview' || apiVersion !== JSON.parse(body).apiVersion) throw new Error(text)
  return response
}

export function patchOf({ patch }: Response): { op: string; path: string; value: unknown }[] {
  return patch === undefined ? [] : JSON.parse(Buffer.from(patch, 'base64').toString())
}
