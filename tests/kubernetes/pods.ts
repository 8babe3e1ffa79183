import { type KubeObject, listAt, textAt } from '../../src/kubernetes'

/** A pod as somebody sends it, with something of its own that nobody may tell. */
export const pod = (name: string, serviceAccountName: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'default' },
  spec: {
    serviceAccountName,
    containers: [{ name: 'app', image: 'x', env: [{ name: 'PASSWORD', value: 'hush-hush' }] }],
  },
})

export const account = (name: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name, namespace: 'default' },
})

/** Whether it is told where its credentials are. */
export const isInjected = (it: KubeObject) =>
  listAt(it, 'spec', 'containers', 0, 'env').some((env) => textAt(env, 'name') === 'AWS_CONTAINER_CREDENTIALS_FULL_URI')
