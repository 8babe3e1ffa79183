import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Client, client } from '../../src/client'
import {
  connectorConfig,
  type JoinSettings,
  joinManifest,
  names,
  type RunningConnector,
  startConnector,
} from '../../src/connector'
import { fieldsAt, type KubeObject, listAt, requestToken } from '../../src/kubernetes'
import { freePort } from '../free-port'
import { type TestServer, testServer } from '../server'
import type { ControlPlane } from './cluster'

/** A control plane of ours, and a Kubernetes that has joined it; connectors run in this process, with no more rights than in a pod. */
export interface Joined {
  readonly server: TestServer
  readonly client: Client
  connector(more?: Readonly<Record<string, unknown>>, podName?: string): Promise<RunningConnector>
  /** Registers the cluster, or renews its activation, and applies the join manifest, as `podid cluster join` does. */
  join(more?: Partial<JoinSettings>): Promise<void>
  /** All connectors and the control plane end; what follows is without them. */
  alone(): Promise<void>
  stop(): Promise<void>
}

const region = 'us-east-1'
export const image = 'localhost/podid:test'

export async function joined(cluster: ControlPlane, clusterName: string): Promise<Joined> {
  const server = await testServer({})
  const any = client({ endpoint: server.url, region, credentials: server.credentials })
  const folder = mkdtempSync(join(tmpdir(), 'podid-connector-'))
  const running = new Set<RunningConnector>()
  const port = await freePort()
  let renewing: ReturnType<typeof setInterval> | undefined

  const activation = async (): Promise<{ readonly id: string; readonly code: string }> => {
    const known = await any.call('eks', 'DescribeCluster', { name: clusterName }).catch(() => undefined)
    const said =
      known === undefined
        ? member(
            await any.call('eks', 'RegisterCluster', {
              name: clusterName,
              connectorConfig: { roleArn: 'arn:aws:iam::000000000000:role/x', provider: 'OTHER' },
            }),
            'cluster',
            'connectorConfig',
          )
        : await any.call('podid', 'RenewActivation', { clusterName })
    return { id: String(member(said, 'activationId')), code: String(member(said, 'activationCode')) }
  }

  const writeToken = async (): Promise<void> => {
    const { token } = await requestToken(
      cluster.api,
      { namespace: names.namespace, name: names.connector },
      { audience: 'sts.amazonaws.com' },
    )
    writeFileSync(join(folder, 'token'), token, { mode: 0o600 })
    const own = await requestToken(
      cluster.api,
      { namespace: names.namespace, name: names.connector },
      { audience: 'https://kubernetes.default.svc.cluster.local' },
    )
    writeFileSync(join(folder, 'own-token'), own.token, { mode: 0o600 })
  }

  return {
    server,
    client: any,
    async join(more = {}) {
      const code = await activation()
      for (const object of joinManifest({
        clusterName,
        endpoint: server.url,
        region,
        ca: '',
        image,
        activation: code,
        replicas: 0,
        failurePolicy: 'Ignore',
        systemNamespaces: [],
        injectEndpoint: false,
        startupTaint: true,
        more: [],
        ...more,
      }))
        await cluster.api.apply(byAddress(object, port), { manager: 'podid-join', force: true })
      mkdirSync(join(folder, 'activation'), { recursive: true })
      writeFileSync(join(folder, 'activation', 'id'), code.id)
      writeFileSync(join(folder, 'activation', 'code'), code.code)
    },
    async connector(more = {}, podName = 'first') {
      await writeToken()
      renewing ??= setInterval(() => void writeToken().catch(() => {}), 60_000)
      const config = connectorConfig({
        ...{ clusterName, endpoint: server.url, region, image, port: String(port), host: '127.0.0.1' },
        ...{ metricsPort: '0', metricsAddress: '127.0.0.1', webhookUrl: `https://127.0.0.1:${port}/mutate` },
        ...{ activation: join(folder, 'activation'), ca: join(folder, 'ca'), tokenFile: join(folder, 'token') },
        ...{ kubeconfig: kubeconfigOf(cluster, folder), farewell: '0s', leaseDuration: '5s', startupTaint: true },
        ...{ logLevel: process.env.PODID_TEST_LOG ?? 'silent' },
        ...more,
      })
      const it = await startConnector({ ...config, podName }, 'test')
      running.add(it)
      return {
        ...it,
        async stop() {
          running.delete(it)
          await it.stop()
        },
      }
    },
    async alone() {
      await Promise.all([...running].map((it) => it.stop()))
      running.clear()
      await server.server.stop()
    },
    async stop() {
      clearInterval(renewing)
      await Promise.all([...running].map((it) => it.stop()))
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The connector's own service account, by a token that is read from a file at every request: nothing of the administrator's is in it. */
function kubeconfigOf(cluster: ControlPlane, folder: string): string {
  const { server, ca = '' } = cluster.api.access
  const file = join(folder, 'kubeconfig')
  const own = join(folder, 'own-token')
  writeFileSync(
    file,
    JSON.stringify({
      'current-context': 'own',
      contexts: [{ name: 'own', context: { cluster: 'own', user: 'own' } }],
      clusters: [
        { name: 'own', cluster: { server, 'certificate-authority-data': Buffer.from(ca).toString('base64') } },
      ],
      users: [{ name: 'own', user: { tokenFile: own } }],
    }),
  )
  return file
}

/** The webhook is on this machine, where no Service leads. */
function byAddress(object: KubeObject, port: number): KubeObject {
  const url = `https://127.0.0.1:${port}/mutate`
  if (object.kind === 'ValidatingAdmissionPolicy') return guardedByAddress(object, url)
  if (object.kind !== 'MutatingWebhookConfiguration') return object
  const clientConfig = { url }
  return { ...object, webhooks: listAt(object, 'webhooks').map((it) => ({ ...fieldsAt(it), clientConfig })) }
}

/** The guard lets the webhook have that address, where it would have the Service; all else it checks as ever. */
function guardedByAddress(object: KubeObject, url: string): KubeObject {
  const validations = listAt(object, 'spec', 'validations').map((it) => {
    const { expression, ...more } = fieldsAt(it)
    const said = String(expression)
    return {
      ...more,
      expression: said.includes('clientConfig.service')
        ? `variables.webhooks.all(w, w.clientConfig.url == '${url}')`
        : said,
    }
  })
  return { ...object, spec: { ...fieldsAt(object, 'spec'), validations } }
}

export function member(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (it, name) => (typeof it === 'object' && it !== null ? Reflect.get(it, name) : undefined),
    value,
  )
}
