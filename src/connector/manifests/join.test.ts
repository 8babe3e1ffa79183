import { expect, test } from 'bun:test'
import { kindOf, listAt, textAt, valueAt } from '../../kubernetes'
import { joinManifest } from './join'
import type { JoinSettings } from './join-settings'
import { names } from './names'

const settings: JoinSettings = {
  clusterName: 'blue',
  endpoint: 'https://podid.example.com',
  region: 'eu-west-1',
  ca: 'PEM',
  image: 'registry.example.com/podid:1',
  activation: { id: 'the-id', code: 'the-code' },
  replicas: 2,
  failurePolicy: 'Ignore',
  systemNamespaces: [],
  injectEndpoint: false,
  startupTaint: false,
  more: [],
}
const one = (kind: string, more: Partial<JoinSettings> = {}, name?: string) => {
  const found = joinManifest({ ...settings, ...more }).find(
    (it) => it.kind === kind && (name === undefined || it.metadata.name === name),
  )
  if (found === undefined) throw new Error(`There is no ${kind}.`)
  return found
}
const container = (more: Partial<JoinSettings> = {}) =>
  valueAt(one('Deployment', more), 'spec', 'template', 'spec', 'containers', 0)
const rules = (kind: 'Role' | 'ClusterRole', more: Partial<JoinSettings> = {}) => listAt(one(kind, more), 'rules')

test('everything is of a kind we know, in our namespace or in none, labelled as ours', () => {
  for (const it of joinManifest(settings)) {
    expect(kindOf(it).namespaced ? it.metadata.namespace : names.namespace).toBe(names.namespace)
    expect(it.metadata.labels).toMatchObject({ 'app.kubernetes.io/managed-by': 'podid' })
  }
})

test('the code is in one Secret and nowhere else', () => {
  const holders = joinManifest(settings).filter((it) => JSON.stringify(it).includes('the-code'))
  expect(holders.map(({ kind, metadata }) => [kind, metadata.name])).toEqual([['Secret', 'podid-activation']])
})

test('joining again takes away nothing that the connector keeps: no data, and no caBundle, is said', () => {
  expect(one('Secret', {}, names.authority)).not.toHaveProperty('stringData')
  expect(one('Secret', {}, names.authority)).not.toHaveProperty('data')
  expect(one('ConfigMap', {}, names.state)).not.toHaveProperty('data')
  for (const webhook of listAt(one('MutatingWebhookConfiguration'), 'webhooks'))
    expect(Object.keys(Object(valueAt(webhook, 'clientConfig')))).toEqual(['service'])
})

test('another activation starts other pods', () => {
  const annotation = (it: unknown) => textAt(it, 'spec', 'template', 'metadata', 'annotations', 'podid.dev/activation')
  expect(annotation(one('Deployment'))).toBe('the-id')
})

test('the connector runs as nobody in particular, may become nobody else, and writes nowhere', () => {
  expect(valueAt(one('Deployment'), 'spec', 'template', 'spec', 'securityContext')).toMatchObject({
    runAsNonRoot: true,
    runAsUser: 65532,
    seccompProfile: { type: 'RuntimeDefault' },
  })
  expect(valueAt(container(), 'securityContext')).toEqual({
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  })
})

test('the agent has no token of the Kubernetes API', () => {
  expect(one('ServiceAccount', {}, names.agent)).toMatchObject({ automountServiceAccountToken: false })
})

test('no rule has a wildcard, and what could take over a cluster is bounded by names', () => {
  for (const rule of [...rules('Role'), ...rules('ClusterRole', { startupTaint: true })])
    expect(JSON.stringify(rule)).not.toContain('*')
  const may = (kind: 'Role' | 'ClusterRole', resource: string) =>
    rules(kind).flatMap((rule) =>
      listAt(rule, 'resources').includes(resource)
        ? [{ verbs: listAt(rule, 'verbs'), names: listAt(rule, 'resourceNames') }]
        : [],
    )
  expect(may('Role', 'secrets')).toEqual([{ verbs: ['get', 'patch'], names: [names.authority] }])
  expect(may('ClusterRole', 'secrets')).toEqual([])
  expect(may('ClusterRole', 'configmaps')).toEqual([])
  expect(may('ClusterRole', 'mutatingwebhookconfigurations')).toEqual([
    { verbs: ['list', 'watch', 'patch'], names: [names.connector] },
  ])
  expect(may('ClusterRole', 'nodes')).toEqual([{ verbs: ['list', 'watch'], names: [] }])
  expect(may('Role', 'pods')).toEqual([])
})

test('nodes are written only where taints are taken off', () => {
  const patched = rules('ClusterRole', { startupTaint: true }).filter((rule) => listAt(rule, 'verbs').includes('patch'))
  expect(patched.some((rule) => listAt(rule, 'resources').includes('nodes'))).toBe(true)
})

test('Fail spares the namespaces that a cluster needs to start the connector', () => {
  const webhooks = listAt(
    one('MutatingWebhookConfiguration', { failurePolicy: 'Fail', systemNamespaces: ['cni'] }),
    'webhooks',
  )
  const spared = (at: number) => valueAt(webhooks, at, 'namespaceSelector', 'matchExpressions', 0)
  expect(spared(0)).toMatchObject({ operator: 'NotIn', values: ['cni', 'kube-system', 'podid-system'] })
  expect(spared(1)).toMatchObject({ operator: 'In', values: ['cni', 'kube-system'] })
  expect(listAt(container({ failurePolicy: 'Fail', systemNamespaces: ['cni'] }), 'args')).toContain('cni')
})
