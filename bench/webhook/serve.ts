import { client } from '../../src/client'
import { associationCopy } from '../../src/connector/association-copy'
import { placeInMemory } from '../../src/connector/webhook/certificate/place.test-support'
import { officialSettings } from '../../src/connector/webhook/settings'
import { startWebhook } from '../../src/connector/webhook/start'
import { createLog, createMetrics } from '../../src/program'
import { account, associations } from './pods'

// The webhook in a process of its own, in a cluster that is a set and a map. Its local copy comes `later` milliseconds after the start,
// as after a first installation; until then the control plane is asked. Reads its task from the command line, prints port and authority.

const { port, controlPlane, later }: { port: number; controlPlane: string; later: number } = JSON.parse(
  process.argv[2] ?? '',
)
const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' }
const copy = associationCopy({
  clusterName: 'bench',
  client: () => client({ endpoint: controlPlane, region: 'us-east-1', credentials }),
})
const accounts = new Map<string, Readonly<Record<string, string>>>()
let loaded = false
setTimeout(() => {
  const all = Array.from({ length: associations }, (_, n) => account(n))
  for (const { namespace, serviceAccount } of all) accounts.set(`${namespace}/${serviceAccount}`, {})
  copy.set(all)
  loaded = true
}, later)

const webhook = await startWebhook({
  settings: { ...officialSettings, region: 'eu-west-1' },
  associations: copy,
  serviceAccounts: {
    isLoaded: () => loaded,
    annotations: (namespace, name) => accounts.get(`${namespace}/${name}`),
    ask: async () => ({}),
  },
  tellEvent: () => {},
  authority: placeInMemory(),
  metrics: createMetrics(),
  log: createLog({ format: 'json', level: 'warn' }),
  now: () => Date.now(),
  host: '127.0.0.1',
  port,
  names: ['localhost', '127.0.0.1'],
  farewell: 0,
})
const { webhooks } = Object(
  webhook.configuration({
    name: 'podid',
    address: { url: `https://localhost:${webhook.port}/mutate` },
    failurePolicy: 'Ignore',
    ownNamespace: 'podid-system',
    systemNamespaces: [],
  }),
)
process.stdout.write(`${JSON.stringify(Buffer.from(webhooks[0].clientConfig.caBundle, 'base64').toString())}\n`)
