import { expect } from 'bun:test'
import { textAt, valueAt } from '../../../src/kubernetes'
import { addonIs } from '../support/addon'
import { listedBy } from '../support/application'
import { addon, associate, bucketAndRole } from '../support/aws'
import { connectorWith } from '../support/pods'
import { until } from '../support/run'
import { type Stage, story } from '../support/story'

story(
  'Story 8, pods that are told where the services are',
  {},
  {
    async '1. a Kubernetes joins, with an agent, a bucket, a role and an association'(stage) {
      const { client } = stage.server
      await stage.join('blue')
      await client.call('eks', 'CreateAddon', { clusterName: 'blue', addonName: addon })
      await addonIs(client, 'blue', 'ACTIVE')
      await associate(client, 'blue', 'list-files', await bucketAndRole(stage))
    },

    async '2. the connector is told to inject the endpoint'({ cluster }) {
      await connectorWith(cluster, 'PODID_INJECT_ENDPOINT=true')
    },

    async '3. a pod that says nothing of it lists the bucket'(stage) {
      const { cluster } = stage
      await cluster.apply(podYaml(stage, 'list-files'))
      await until('the pod lists the bucket', 240, async () => {
        const said = await listedBy(cluster, 'list-files')
        if (!said.includes('hello.txt')) throw new Error(said.slice(0, 400))
        return true
      })
      const pod = JSON.parse(await cluster.get('get', 'pod', 'list-files', '-o', 'json'))
      expect(textAt(pod, 'metadata', 'annotations', 'podid.dev/endpoint-ca')).toContain('BEGIN CERTIFICATE')
    },

    async '4. a pod without an association is as it was said'(stage) {
      const { cluster } = stage
      await cluster.apply(podYaml(stage, 'stranger'))
      const pod = JSON.parse(await cluster.get('get', 'pod', 'stranger', '-o', 'json'))
      expect(valueAt(pod, 'spec', 'containers', 0, 'env')).toEqual([
        { name: 'BUCKET', value: 'files' },
        { name: 'PORT', value: '8080' },
        { name: 'HOST', value: '0.0.0.0' },
        { name: 'S3_PATH_STYLE', value: 'true' },
      ])
      expect(textAt(pod, 'metadata', 'annotations', 'podid.dev/endpoint-ca')).toBeUndefined()
    },
  },
)

function podYaml({ application }: Stage, name: string): string {
  return `apiVersion: v1
kind: ServiceAccount
metadata: {name: ${name}}
---
apiVersion: v1
kind: Pod
metadata: {name: ${name}}
spec:
  serviceAccountName: ${name}
  terminationGracePeriodSeconds: 1
  containers:
  - name: app
    image: ${application}
    env:
    - {name: BUCKET, value: files}
    - {name: PORT, value: "8080"}
    - {name: HOST, value: 0.0.0.0}
    - {name: S3_PATH_STYLE, value: "true"}`
}
