import type { Client } from '../client'
import { type Api, kubernetesApi } from '../kubernetes'
import { type FakeApiServer, fakeApiServer, fakeAuthorization } from '../kubernetes/api-server.test-support'

export interface FakeCluster {
  readonly server: FakeApiServer
  readonly api: Api
}

/** A cluster by the fake API server, with the empty objects of the join manifest. */
export async function fakeCluster(): Promise<FakeCluster> {
  const server = fakeApiServer()
  const api = kubernetesApi({
    server: server.url,
    authorization: async () => fakeAuthorization,
    namespace: 'default',
    name: 'fake',
  })
  const namespace = 'podid-system'
  await api.create({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'podid-connector-state', namespace } })
  await api.create({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'podid-webhook-authority', namespace } })
  return { server, api }
}

export interface Told {
  readonly operation: string
  readonly said: Readonly<Record<string, unknown>>
}

/** A control plane that answers as it is told, and remembers what it was asked. */
export function fakeControlPlane(
  answer: (it: Told) => Readonly<Record<string, unknown>> = () => ({}),
): Pick<Client, 'call'> & { readonly asked: Told[] } {
  const asked: Told[] = []
  return {
    asked,
    async call(_, operation, said = {}) {
      asked.push({ operation, said })
      return { ...answer({ operation, said }) }
    },
  }
}

export { until } from '../../tests/until'
