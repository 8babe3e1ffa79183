import { expect } from 'bun:test'
import { running } from '../support/addon'
import { type Kubernetes, playground } from '../support/kubernetes'
import { admittedPod, apiOf, isInjected } from '../support/pods'
import { until } from '../support/run'
import { story } from '../support/story'

let before: readonly string[] = []

story(
  'Story 7, leaving',
  {},
  {
    async '1. what there is is written down'(stage) {
      before = await everything(stage.cluster)
      expect(before.length).toBeGreaterThan(50)
    },

    async '2. a Kubernetes joins and has pods with credentials'(stage) {
      await running(stage)
    },

    async '3. it leaves'(stage) {
      const { code, out, err } = await stage.server.podid([
        'cluster',
        'leave',
        'blue',
        '--kubeconfig',
        stage.cluster.kubeconfig,
      ])
      expect({ code, err }).toEqual({ code: 0, err: '' })
      expect(out).toContain('The cluster blue is gone')
    },

    async '4. every kind of object is as it was'(stage) {
      await stage.cluster.get('delete', 'deployment/list-files', 'serviceaccount/list-files', 'configmap/server-ca')
      await until('nothing is left', 180, async () => {
        const now = await everything(stage.cluster)
        const left = now.filter((it) => !before.includes(it))
        if (left.length > 0) throw new Error(left.join(', '))
        return true
      })
      expect(before.filter((it) => it.includes('podid') && !it.includes(playground))).toEqual([])
    },

    '5. no program of it runs on the node': {
      testbed: 'it looks into a node',
      async step({ cluster }) {
        const running = await cluster.testbed('node-exec', '1', 'ps', '-eo', 'args')
        expect(running.split('\n').filter((it) => it.startsWith('/usr/bin/podid'))).toEqual([])
      },
    },

    async '6. at the control plane nothing of it is left'(stage) {
      const { client } = stage.server
      expect(await client.call('eks', 'ListClusters', { include: ['all'] })).toMatchObject({ clusters: [] })
      const { Roles, ...rest } = await client.call('iam', 'ListRoles', { PathPrefix: '/podid/' })
      expect([Roles, rest.IsTruncated]).toEqual([[], false])
      expect(await client.call('iam', 'ListOpenIDConnectProviders')).toMatchObject({ OpenIDConnectProviderList: [] })
      expect(await client.call('podid', 'SearchAssociations', {})).toMatchObject({ associations: [] })
    },

    async '7. pods start as they are said'(stage) {
      const api = await apiOf(stage.cluster)
      expect(isInjected(await api.create(admittedPod('afterwards', 'default')))).toBe(false)
    },

    async '8. leaving again changes nothing; joining again works'(stage) {
      const again = await stage.server.podid(['cluster', 'leave', 'blue', '--kubeconfig', stage.cluster.kubeconfig])
      expect(again).toMatchObject({ code: 0 })
      expect(again.out).toContain('There was no cluster blue')
      expect(await stage.join('blue')).toContain('blue is ACTIVE')
    },
  },
)

/** What comes and goes by itself. */
const fleeting =
  /^(events|leases|endpointslices|endpoints|pods|replicasets|controllerrevisions|componentstatuses|podmetrics|nodemetrics)\b/

/** Every object of every kind that can be listed, as kind/namespace/name. */
async function everything(cluster: Kubernetes): Promise<readonly string[]> {
  const kinds = (await cluster.get('api-resources', '--verbs=list', '-o', 'name')).trim().split('\n')
  const listed = kinds.filter((kind) => !fleeting.test(kind)).join(',')
  const format = 'jsonpath={range .items[*]}{.kind}/{.metadata.namespace}/{.metadata.name}{"\\n"}{end}'
  return (await cluster.get('get', listed, '-A', '-o', format)).trim().split('\n').sort()
}
