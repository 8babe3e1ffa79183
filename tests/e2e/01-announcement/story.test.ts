import { expect } from 'bun:test'
import { listAt, numberAt, textAt, valueAt } from '../../../src/kubernetes'
import { allList, applicationYaml, podYaml } from '../support/application'
import { addon, aws, trust } from '../support/aws'
import { type Kubernetes, playground } from '../support/kubernetes'
import { ran, until } from '../support/run'
import { type Step, story } from '../support/story'
import mutation from './mutation.json'

let roleArn = ''

story(
  'Story 1, the announcement on a real Kubernetes',
  { clusters: 2, aws: true },
  {
    async '1. a Kubernetes joins with one command and is ACTIVE'(stage) {
      expect(await stage.join('blue')).toContain('blue is ACTIVE')
      expect(await aws(stage, 'eks', 'describe-cluster', '--name', 'blue', '--query', 'cluster.status')).toContain(
        'ACTIVE',
      )
    },

    async '2. a bucket with files, and a role that trusts pods.eks.amazonaws.com'(stage) {
      await aws(stage, 's3', 'mb', 's3://files')
      await aws(stage, 's3', 'cp', `${import.meta.dir}/README.md`, 's3://files/announcement.md')
      const document = ['--assume-role-policy-document', JSON.stringify(trust)]
      const made = await aws(
        stage,
        'iam',
        'create-role',
        '--role-name',
        'list-files',
        ...document,
        '--query',
        'Role.Arn',
        '--output',
        'text',
      )
      roleArn = made.trim()
      const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:ListBucket', Resource: '*' }] }
      const named = ['--role-name', 'list-files', '--policy-name', 'list']
      await aws(stage, 'iam', 'put-role-policy', ...named, '--policy-document', JSON.stringify(policy))
    },

    async '3. the add-on is created and its DaemonSet runs on every node'(stage) {
      await addonActive(stage, 'blue')
      await runsOnEveryNode(stage.cluster)
    },

    async '4. the role is associated with a service account'(stage) {
      await association(stage, 'blue')
    },

    async '5. the pods of a Deployment list the bucket'(stage) {
      await stage.cluster.apply(applicationYaml(stage, stage.cluster))
      await allList(stage.cluster, 'announcement.md')
      const explained = await stage.server.podid(['explain', 'blue', playground, 'list-files'])
      expect(explained).toMatchObject({ code: 0 })
    },

    async '6. a pod has exactly the official mutation'(stage) {
      const { cluster } = stage
      const labels = '{eks.amazonaws.com/skip-pod-identity-webhook: "true"}'
      await cluster.apply(
        [podYaml(stage, cluster, 'official'), podYaml(stage, cluster, 'twin', { labels })].join('\n---\n'),
      )
      const [pod, twin] = [await specOf(cluster, 'official'), await specOf(cluster, 'twin')]
      const expiration = numberAt(
        pod,
        'spec',
        'volumes',
        0,
        'projected',
        'sources',
        0,
        'serviceAccountToken',
        'expirationSeconds',
      )
      expect(expiration).toBeGreaterThanOrEqual(mutation.expirationSeconds.from)
      expect(expiration).toBeLessThanOrEqual(mutation.expirationSeconds.to)
      expect(pod).toEqual(mutated(twin, expiration ?? 0))
      await cluster.get('delete', 'pod', 'official', 'twin', '--now')
    },

    '7. a second Kubernetes of the same issuer reuses the role, its trust policy as it was': withTwo(async (stage) => {
      const [blue, green] = stage.clusters
      if (blue === undefined || green === undefined) throw new Error('Two clusters are needed.')
      expect(await issuerOf(green)).toBe(await issuerOf(blue))
      await stage.join('green', green)
      await addonActive(stage, 'green')
      await association(stage, 'green')
      await green.apply(applicationYaml(stage, green))
      await allList(green, 'announcement.md')
      const document = await aws(
        stage,
        'iam',
        'get-role',
        '--role-name',
        'list-files',
        '--query',
        'Role.AssumeRolePolicyDocument',
      )
      expect(JSON.parse(document)).toEqual(trust)
    }),

    '8. a token of one cluster is worth nothing in the other': withTwo(async (stage) => {
      const [pod] = (await stage.cluster.get('get', 'pods', '-l', 'app=list-files', '-o', 'name')).split('\n')
      const bound = ['--bound-object-kind=Pod', `--bound-object-name=${pod?.replace('pod/', '')}`]
      const token = await stage.cluster.get(
        'create',
        'token',
        'list-files',
        '--audience=pods.eks.amazonaws.com',
        ...bound,
      )
      const assume = (clusterName: string) =>
        stage.server.client.call('eks-auth', 'AssumeRoleForPodIdentity', { clusterName, token: token.trim() })
      expect(textAt(await assume('blue'), 'credentials', 'accessKeyId')).toStartWith('ASIA')
      await expect(assume('green')).rejects.toMatchObject({ code: 'InvalidTokenException' })
    }),
  },
)

function withTwo(step: Step): { readonly testbed: string; readonly step: Step } {
  return { testbed: 'it needs two clusters', step }
}

type TheStage = Parameters<typeof aws>[0]

async function addonActive(stage: TheStage, cluster: string): Promise<void> {
  const which = ['--cluster-name', cluster, '--addon-name', addon]
  await aws(stage, 'eks', 'create-addon', ...which)
  const waited = await ran(['aws', 'eks', 'wait', 'addon-active', ...which], { env: stage.server.env, seconds: 300 })
  if (waited.code !== 0) throw new Error(`${waited.err}${await aws(stage, 'eks', 'describe-addon', ...which)}`)
}

async function association(stage: TheStage, cluster: string): Promise<void> {
  const who = ['--namespace', playground, '--service-account', 'list-files', '--role-arn', roleArn]
  await aws(stage, 'eks', 'create-pod-identity-association', '--cluster-name', cluster, ...who)
}

async function runsOnEveryNode(cluster: Kubernetes): Promise<void> {
  const nodes = listAt(JSON.parse(await cluster.get('get', 'nodes', '-o', 'json')), 'items').length
  await until('the DaemonSet runs on every node', 180, async () => {
    const [it] = listAt(JSON.parse(await cluster.get('get', 'daemonset', '-n', 'podid-system', '-o', 'json')), 'items')
    return numberAt(it, 'status', 'numberReady') === nodes
  })
}

async function issuerOf(cluster: Kubernetes): Promise<string | undefined> {
  return textAt(JSON.parse(await cluster.get('get', '--raw', '/.well-known/openid-configuration')), 'issuer')
}

interface Seen {
  readonly labels: unknown
  readonly spec: Readonly<Record<string, unknown>>
}

/** A pod as the API server has it, without what is another for each pod: its node and the name of its own token's volume. */
async function specOf(cluster: Kubernetes, name: string): Promise<Seen> {
  const text = await cluster.get('get', 'pod', name, '-o', 'json')
  const it: unknown = JSON.parse(text.replaceAll(/kube-api-access-[a-z0-9]+/g, 'kube-api-access'))
  const { nodeName: _, ...spec } = Object.fromEntries(Object.entries(valueAt(it, 'spec') ?? {}))
  return { labels: valueAt(it, 'metadata', 'labels'), spec }
}

/** The twin, and what the official webhook adds to it. */
function mutated({ spec }: Seen, expirationSeconds: number): Seen {
  const [token] = mutation.volume.projected.sources
  const volume = {
    ...mutation.volume,
    projected: {
      ...mutation.volume.projected,
      sources: [{ serviceAccountToken: { ...token?.serviceAccountToken, expirationSeconds } }],
    },
  }
  const containers = listAt(spec, 'containers').map((it) => ({
    ...Object.fromEntries(Object.entries(it ?? {})),
    env: [...listAt(it, 'env'), ...mutation.env],
    volumeMounts: [...listAt(it, 'volumeMounts'), mutation.volumeMount],
  }))
  return { labels: mutation.label, spec: { ...spec, containers, volumes: [volume, ...listAt(spec, 'volumes')] } }
}
