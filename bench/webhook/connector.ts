import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Client, client } from '../../src/client'
import { joinManifest, names } from '../../src/connector'
import { type Api, clusterAccess, kubernetesApi, requestToken, textAt } from '../../src/kubernetes'
import { must, until } from '../../tests/e2e/support/run'
import { testServer } from '../../tests/server'
import { podsTrust } from '../../tests/world'
import { freePort, ownOf, path, rssOf } from '../machine'
import type { Row } from '../table'
import { account, associations } from './pods'

const root = join(import.meta.dir, '../..')
const clusterName = 'bench'
const region = 'us-east-1'
const at = { TESTBED_DIR: '/tmp/podid-bench-26630', TESTBED_PORT_BASE: '26630' }

/** The whole connector, as the replica that leads, in a Kubernetes of the testbed with as many service accounts as associations. */
export async function wholeConnector(script: string): Promise<readonly Row[]> {
  const testbed = (...args: readonly string[]) => must([script, ...args], { env: at, seconds: 240 })
  const folder = mkdtempSync(join(tmpdir(), 'podid-bench-'))
  const server = await testServer()
  try {
    await testbed('down')
    mkdirSync(at.TESTBED_DIR, { recursive: true })
    await testbed('up')
    const kubeconfig = (await testbed('kubeconfig')).trim()
    const api = kubernetesApi(await clusterAccess({ kubeconfig }))
    const own = client({ endpoint: server.url, region, credentials: server.credentials })
    await joined(api, own, server.url, folder)
    await filled(api, own)
    const { rss, own: ownMemory } = await measured(server.url, kubeconfig, folder)
    return [
      { what: 'the whole connector, leading: RSS, MiB', measured: rss.toFixed(0), aim: '≤ 80' },
      { what: '  of that its own, not of its program file, MiB', measured: ownMemory.toFixed(0), aim: '' },
    ]
  } finally {
    await testbed('down')
    await server.stop()
    for (const it of [folder, at.TESTBED_DIR]) rmSync(it, { recursive: true, force: true })
  }
}

async function joined(api: Api, own: Client, endpoint: string, folder: string): Promise<void> {
  const connectorConfig = { roleArn: 'arn:aws:iam::000000000000:role/x', provider: 'OTHER' }
  const { cluster } = await own.call('eks', 'RegisterCluster', { name: clusterName, connectorConfig })
  const [id = '', code = ''] = ['activationId', 'activationCode'].map((it) => textAt(cluster, 'connectorConfig', it))
  for (const object of joinManifest({
    ...{ clusterName, endpoint, region, ca: '', image: 'localhost/podid:bench', activation: { id, code }, replicas: 0 },
    ...{ failurePolicy: 'Ignore', systemNamespaces: [], injectEndpoint: false, startupTaint: false, more: [] },
  }))
    await api.apply(object, { manager: 'podid-join', force: true })
  mkdirSync(join(folder, 'activation'))
  writeFileSync(join(folder, 'activation/id'), id)
  writeFileSync(join(folder, 'activation/code'), code)
  const connector = { namespace: names.namespace, name: names.connector }
  const { token } = await requestToken(api, connector, { audience: 'sts.amazonaws.com' })
  writeFileSync(join(folder, 'token'), token, { mode: 0o600 })
}

async function filled(api: Api, own: Client): Promise<void> {
  const { Role } = await own.call('iam', 'CreateRole', { RoleName: 'app', AssumeRolePolicyDocument: podsTrust })
  const roleArn = textAt(Role, 'Arn')
  const all = Array.from({ length: associations }, (_, n) => account(n))
  for (const name of new Set(all.map(({ namespace }) => namespace)))
    await api.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })
  const waiting = [...all]
  const worker = async (): Promise<void> => {
    for (let it = waiting.pop(); it !== undefined; it = waiting.pop()) {
      const { namespace, serviceAccount: name } = it
      await api.create({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { namespace, name } })
      await own.call('eks', 'CreatePodIdentityAssociation', { clusterName, ...it, roleArn })
    }
  }
  await Promise.all(Array.from({ length: 8 }, worker))
}

async function measured(
  endpoint: string,
  kubeconfig: string,
  folder: string,
): Promise<{ readonly rss: number; readonly own: number }> {
  const executable = join(root, 'dist/podid')
  const program = existsSync(executable) ? [executable] : [process.execPath, join(root, 'src/cli/main.ts')]
  const port = freePort()
  const child = Bun.spawn(
    [
      ...[...program, 'connector', '--cluster-name', clusterName, '--endpoint', endpoint, '--region', region],
      ...['--image', 'localhost/podid:bench', '--host', '127.0.0.1', '--port', '0'],
      ...['--metrics-address', '127.0.0.1', '--metrics-port', String(port), '--kubeconfig', kubeconfig],
      ...[
        '--activation',
        join(folder, 'activation'),
        '--token-file',
        join(folder, 'token'),
        '--ca',
        join(folder, 'ca'),
      ],
      ...['--log-level', 'warn', '--farewell', '0s'],
    ],
    { stdin: 'ignore', stdout: 'ignore', stderr: 'inherit', env: { PATH: path() } },
  )
  try {
    await until('it knows all associations, and leads', 60, async () => {
      const said = await fetch(`http://127.0.0.1:${port}/metrics`).then((it) => it.text())
      return (
        said.includes(`podid_connector_associations ${associations}\n`) && said.includes('podid_connector_leads 1\n')
      )
    })
    // Its first report goes out, and what was read for it is let go.
    await Bun.sleep(30_000)
    return { rss: rssOf(child.pid), own: ownOf(child.pid) }
  } finally {
    child.kill()
    await child.exited
  }
}
