import { expect, test } from 'bun:test'
import { type Client, ClientFault } from '../../client'
import type { KubeObject } from '../../kubernetes'
import { refuseAnother } from './another'
import { apiOf } from './kubernetes.test-support'

const joined = (name: string): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { namespace: 'podid-system', name: 'podid-connector' },
  spec: { template: { spec: { containers: [{ args: ['connector', '--cluster-name', name] }] } } },
})
const serverWith = (status: string | undefined): Client => ({
  async call() {
    if (status === undefined) throw new ClientFault('ResourceNotFoundException', 'none', 404, '', {})
    return { cluster: { status, connectorConfig: { provider: 'OTHER' } } }
  },
  pages: async function* () {},
  all: async () => [],
})
const tried = (there: readonly KubeObject[], status: string | undefined, takeOver = false) =>
  refuseAnother('blue', apiOf(there), serverWith(status), takeOver)

test('a name in use is not given to another Kubernetes, unless that is said', async () => {
  expect(tried([], 'ACTIVE')).rejects.toThrow('blue is ACTIVE, and this Kubernetes (here) is not it')
  await tried([], 'ACTIVE').catch(() => {})
  await tried([], 'ACTIVE', true)
})

test('a Kubernetes that has joined has one name', async () => {
  for (const takeOver of [false, true]) {
    expect(tried([joined('green')], undefined, takeOver)).rejects.toThrow('has joined as green')
    await tried([joined('green')], undefined, takeOver).catch(() => {})
  }
})

test('joining again, for the first time, or after a try that did not end well, is let through', async () => {
  await tried([joined('blue')], 'ACTIVE')
  await tried([], undefined)
  await tried([], 'PENDING')
})
