import { type Api, clusterAccess, type KubeObject, kinds, kubernetesApi, listAt, textAt } from '../../../src/kubernetes'
import { type Kubernetes, playground } from './kubernetes'
import { until } from './run'

export async function apiOf({ kubeconfig }: Kubernetes): Promise<Api> {
  return kubernetesApi(await clusterAccess({ kubeconfig }))
}

/** A pod that no scheduler takes: as it comes out of admission. */
export function admittedPod(name: string, serviceAccountName: string): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: playground },
    spec: {
      serviceAccountName,
      schedulerName: 'nobody',
      containers: [{ name: 'app', image: 'testbed.local/pause:1' }],
    },
  }
}

export async function serviceAccount(api: Api, name: string): Promise<void> {
  const metadata = { name, namespace: playground }
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
  const it = await api.get(kinds.pods, { namespace: playground, name })
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

type Ours = 'podid-connector' | 'podid-agent'

/** The pods of one of our programs, and whether all of them are there to stay and ready. */
export async function podsIn(
  { get }: Kubernetes,
  name: Ours,
): Promise<{ readonly names: readonly string[]; readonly ready: boolean }> {
  const labels = `app.kubernetes.io/name=${name}`
  const listed = listAt(JSON.parse(await get('get', 'pods', '-n', 'podid-system', '-l', labels, '-o', 'json')), 'items')
  const isReady = (pod: unknown): boolean =>
    textAt(pod, 'metadata', 'deletionTimestamp') === undefined &&
    listAt(pod, 'status', 'conditions').some((it) => textAt(it, 'type') === 'Ready' && textAt(it, 'status') === 'True')
  return { names: listed.map((it) => textAt(it, 'metadata', 'name') ?? ''), ready: listed.every(isReady) }
}

/** Deletes the pods of one of our programs and waits until as many others are ready. */
export async function restarted(cluster: Kubernetes, name: Ours): Promise<void> {
  const before = (await podsIn(cluster, name)).names
  await cluster.get('delete', 'pod', '-n', 'podid-system', ...before, '--wait=true')
  await until(`other pods of ${name} are ready`, 240, async () => {
    const { names, ready } = await podsIn(cluster, name)
    return ready && names.length === before.length && !names.some((it) => before.includes(it))
  })
}

/** Gives the connector a setting, and waits until none of its former pods is left. */
export async function connectorWith(cluster: Kubernetes, setting: string): Promise<void> {
  const before = (await podsIn(cluster, 'podid-connector')).names
  await cluster.get('set', 'env', 'deployment/podid-connector', '-n', 'podid-system', setting)
  await until(`the connector runs with ${setting}`, 240, async () => {
    const { names, ready } = await podsIn(cluster, 'podid-connector')
    return ready && names.length === before.length && !names.some((it) => before.includes(it))
  })
}

/** Waits until every replica of the connector asks the control plane again. */
export async function connectorAsks(cluster: Kubernetes): Promise<void> {
  await until('every replica asks the control plane again', 60, async () => {
    const { names } = await podsIn(cluster, 'podid-connector')
    for (const pod of names) {
      const said = await cluster.get('get', '--raw', `/api/v1/namespaces/podid-system/pods/${pod}:8080/proxy/metrics`)
      if (!said.includes('podid_webhook_breaker_open 0\n')) throw new Error(`${pod} does not ask.`)
    }
    return names.length > 0
  })
}
