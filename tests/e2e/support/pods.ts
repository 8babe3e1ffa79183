import { type Api, clusterAccess, type KubeObject, kinds, kubernetesApi, listAt, textAt } from '../../../src/kubernetes'
import type { Kubernetes } from './kubernetes'

export async function apiOf({ kubeconfig }: Kubernetes): Promise<Api> {
  return kubernetesApi(await clusterAccess({ kubeconfig }))
}

/** A pod that no scheduler takes: as it comes out of admission. */
export function admittedPod(name: string, serviceAccountName: string): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'default' },
    spec: {
      serviceAccountName,
      schedulerName: 'nobody',
      containers: [{ name: 'app', image: 'testbed.local/pause:1' }],
    },
  }
}

export async function serviceAccount(api: Api, name: string): Promise<void> {
  const metadata = { name, namespace: 'default' }
  await api.apply({ apiVersion: 'v1', kind: 'ServiceAccount', metadata }, { manager: 'story', force: true })
}

/** Whether a pod has its identity, whole: label, variables, mount and volume. */
export function isInjected(pod: KubeObject): boolean {
  const [container] = listAt(pod, 'spec', 'containers')
  const variables = listAt(container, 'env').map((it) => textAt(it, 'name'))
  const named = (list: readonly unknown[]) => list.some((it) => textAt(it, 'name') === 'eks-pod-identity-token')
  return (
    pod.metadata.labels?.['eks.amazonaws.com/pod-identity'] === 'enabled' &&
    variables.includes('AWS_CONTAINER_CREDENTIALS_FULL_URI') &&
    variables.includes('AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE') &&
    named(listAt(container, 'volumeMounts')) &&
    named(listAt(pod, 'spec', 'volumes'))
  )
}

export async function podNamed(api: Api, name: string): Promise<KubeObject> {
  const it = await api.get(kinds.pods, { namespace: 'default', name })
  if (it === undefined) throw new Error(`There is no pod ${name}.`)
  return it
}

const question = `const token = await Bun.file(process.env.AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE ?? '').text()
const answer = await fetch(process.env.AWS_CONTAINER_CREDENTIALS_FULL_URI ?? '', { headers: { authorization: token } })
const text = await answer.text()
console.log(answer.status, answer.ok ? JSON.parse(text).AccessKeyId : text)`

/** What the agent answers a running pod of the application, asked from within it: the status, and the id of the key or the refusal. */
export async function agentAnswers(cluster: Kubernetes, pod: string): Promise<string> {
  const { out, err } = await cluster.kubectl('exec', pod, '--', '/usr/bin/bun', '-e', question)
  return (out + err).trim()
}

/** Deletes what the selector finds in our namespace and waits until as many are ready again. */
export async function restarted(cluster: Kubernetes, name: 'podid-connector' | 'podid-agent'): Promise<void> {
  const kind = name === 'podid-connector' ? 'deployment' : 'daemonset'
  await cluster.get('delete', 'pod', '-n', 'podid-system', '-l', `app.kubernetes.io/name=${name}`, '--wait=true')
  await cluster.get('rollout', 'status', `${kind}/${name}`, '-n', 'podid-system', '--timeout=120s')
}
