import { readFileSync } from 'node:fs'
import { type Kubernetes, playground } from './kubernetes'
import { until } from './run'
import type { Stage } from './story'

const account = 'list-files'

/** What the Deployment itself says, since the server is not Amazon's: its address, region, CA and how buckets are named. */
export function applicationYaml(
  stage: Stage,
  cluster: Kubernetes,
  kind: 'Deployment' | 'nothing' = 'Deployment',
): string {
  const ca = readFileSync(stage.server.caFile, 'utf8')
  const parts = [
    `apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: ${account}}`,
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: server-ca}\ndata:\n  ca.crt: |\n${ca.replaceAll(/^/gm, '    ')}`,
  ]
  if (kind === 'Deployment')
    parts.push(`apiVersion: apps/v1
kind: Deployment
metadata: {name: ${account}}
spec:
  replicas: 2
  selector: {matchLabels: {app: ${account}}}
  template:
    metadata: {labels: {app: ${account}}}
    spec:
${podSpec(stage, cluster).replaceAll(/^/gm, '      ')}`)
  return parts.join('\n---\n')
}

interface Unlike {
  /** As YAML. */
  readonly labels?: string
  readonly serviceAccount?: string
  readonly command?: readonly string[]
}

/** A pod of its own, as the Deployment's but for what is said. */
export function podYaml(stage: Stage, cluster: Kubernetes, name: string, unlike: Unlike = {}): string {
  return `apiVersion: v1
kind: Pod
metadata: {name: ${name}, labels: ${unlike.labels ?? '{}'}}
spec:
${podSpec(stage, cluster, unlike).replaceAll(/^/gm, '  ')}`
}

function podSpec(stage: Stage, cluster: Kubernetes, { serviceAccount = account, command }: Unlike = {}): string {
  return `serviceAccountName: ${serviceAccount}
terminationGracePeriodSeconds: 1
containers:
- name: app
  image: ${stage.application}${command === undefined ? '' : `\n  command: ${JSON.stringify(command)}`}
  env:
  - {name: BUCKET, value: files}
  - {name: PORT, value: "8080"}
  - {name: HOST, value: 0.0.0.0}
  - {name: AWS_ENDPOINT_URL, value: "${stage.address(cluster)}"}
  - {name: AWS_REGION, value: us-east-1}
  - {name: NODE_EXTRA_CA_CERTS, value: /etc/server-ca/ca.crt}
  - {name: S3_PATH_STYLE, value: "true"}
  volumeMounts:
  - {name: server-ca, mountPath: /etc/server-ca}
volumes:
- name: server-ca
  configMap: {name: server-ca}`
}

/** What a pod of the application answers, asked through the API server: the files, or why it has none. */
export async function listedBy(cluster: Kubernetes, pod: string, namespace: string = playground): Promise<string> {
  const { out, err } = await cluster.kubectl(
    'get',
    '--raw',
    `/api/v1/namespaces/${namespace}/pods/http:${pod}:8080/proxy/`,
  )
  return out + err
}

/** Waits until every pod of the Deployment lists the bucket. */
export async function allList(cluster: Kubernetes, file: string): Promise<void> {
  await cluster.get('rollout', 'status', 'deployment/list-files', '--timeout=240s')
  const pods = (await cluster.get('get', 'pods', '-l', 'app=list-files', '-o', 'name')).trim().split('\n')
  for (const pod of pods) {
    const name = pod.replace('pod/', '')
    await until(`${name} lists ${file}`, 180, async () => {
      const said = await listedBy(cluster, name)
      if (!said.includes(file)) throw new Error(said.slice(0, 400))
      return true
    })
  }
}
