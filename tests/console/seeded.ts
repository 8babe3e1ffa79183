import { type Client, client } from '../../src/client'
import { createSigningKey } from '../../src/issuer'
import { type TestServer, testServer } from '../server'

/** A control plane with what an account of some weeks has: clusters of every kind, roles, associations, an add-on, exchanges and refusals. */
export interface Seeded {
  readonly server: TestServer
  /** As the administrator. */
  readonly any: Client
  /** A key that may do nothing at all. */
  readonly nobody: { readonly accessKeyId: string; readonly secretAccessKey: string }
}

export const podsTrust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'AllowEksAuthToAssumeRoleForPodIdentity',
      Effect: 'Allow',
      Principal: { Service: 'pods.eks.amazonaws.com' },
      Action: ['sts:AssumeRole', 'sts:TagSession'],
    },
  ],
})
const otherTrust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
})
const readsBucket = (bucket: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Sid: 'List', Effect: 'Allow', Action: 's3:ListBucket', Resource: `arn:aws:s3:::${bucket}` },
      { Sid: 'Read', Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:aws:s3:::${bucket}/*` },
    ],
  })

const roles: readonly (readonly [string, string])[] = [
  ['orders-api', 'Reads the order files'],
  ['payments-worker', 'Writes receipts'],
  ['report-builder', 'Reads everything at night'],
  ['image-resizer', 'Thumbnails of the shop'],
  ['ledger', 'Keeps the books'],
]
const pods: readonly (readonly [string, string, string])[] = [
  ['shop', 'orders-api', 'orders-api'],
  ['shop', 'payments-worker', 'payments-worker'],
  ['shop', 'image-resizer', 'image-resizer'],
  ['finance', 'ledger', 'ledger'],
  ['finance', 'report-builder', 'report-builder'],
]

export async function seeded(): Promise<Seeded> {
  const server = await testServer()
  const any = client({ endpoint: server.url, region: server.region, credentials: server.credentials })
  const arn = (role: string): string => `arn:aws:iam::${server.account}:role/${role}`

  for (const [RoleName, Description] of roles) {
    await any.call('iam', 'CreateRole', { RoleName, Description, AssumeRolePolicyDocument: podsTrust })
    await any.call('iam', 'PutRolePolicy', {
      RoleName,
      PolicyName: 'read-bucket',
      PolicyDocument: readsBucket(RoleName),
    })
  }
  await any.call('iam', 'CreateRole', {
    RoleName: 'bastion',
    Description: 'For machines, not for pods',
    AssumeRolePolicyDocument: otherTrust,
  })

  await any.call('eks', 'CreateCluster', { name: 'local', roleArn: arn('any'), resourcesVpcConfig: {} })
  await joined(any, 'blue')
  await any.call('eks', 'RegisterCluster', {
    name: 'green',
    connectorConfig: { roleArn: arn('any'), provider: 'OTHER' },
  })
  for (const [namespace, serviceAccount, role] of pods)
    await any.call('eks', 'CreatePodIdentityAssociation', {
      clusterName: 'blue',
      namespace,
      serviceAccount,
      roleArn: arn(role),
      tags: { team: namespace },
    })
  await any.call('eks', 'CreatePodIdentityAssociation', {
    clusterName: 'local',
    namespace: 'default',
    serviceAccount: 'app',
    roleArn: arn('orders-api'),
  })
  await any.call('eks', 'CreateAddon', { clusterName: 'blue', addonName: 'eks-pod-identity-agent' })
  await any.call('podid', 'PutAddonState', {
    clusterName: 'blue',
    addonName: 'eks-pod-identity-agent',
    status: 'ACTIVE',
  })
  await exchanges(any)

  await any.call('iam', 'CreateUser', { UserName: 'nobody' })
  const { AccessKey } = await any.call('iam', 'CreateAccessKey', { UserName: 'nobody' })
  const key = new Map(Object.entries(AccessKey ?? {}))
  return {
    server,
    any,
    nobody: {
      accessKeyId: String(key.get('AccessKeyId')),
      secretAccessKey: String(key.get('SecretAccessKey')),
    },
  }
}

/** A registered cluster that has presented its keys and told what there is in it. */
async function joined(any: Client, name: string): Promise<void> {
  const { cluster } = await any.call('eks', 'RegisterCluster', {
    name,
    connectorConfig: { roleArn: 'arn:aws:iam::000000000000:role/any', provider: 'OTHER' },
  })
  const config = new Map(Object.entries(new Map(Object.entries(cluster ?? {})).get('connectorConfig') ?? {}))
  const issuer = 'https://kubernetes.default.svc.cluster.local'
  const { publicJwk } = await createSigningKey()
  await any.call('podid', 'ActivateCluster', {
    activationId: config.get('activationId'),
    activationCode: config.get('activationCode'),
    issuer,
    keys: [{ jwk: JSON.stringify(publicJwk) }],
    version: '1.35',
  })
  const nodes = ['node-1', 'node-2', 'node-3']
  await any.call('podid', 'PutClusterReport', {
    clusterName: name,
    kubernetesVersion: 'v1.35.4',
    nodeCount: nodes.length,
    issuer,
    publishedKeyIds: [publicJwk.kid],
    connectorName: 'podid-connector-6d9f7-x2x7k',
    connectorVersion: '0.1.0',
    listing: 'one',
    complete: true,
    items: [
      ...['default', 'shop', 'finance', 'kube-system'].map((it) => ({ kind: 'NAMESPACE', name: it })),
      ...pods.map(([namespace, account]) => ({ kind: 'SERVICE_ACCOUNT', namespace, name: account })),
      { kind: 'SERVICE_ACCOUNT', namespace: 'default', name: 'app' },
      ...nodes.map((nodeName, at) => ({
        kind: 'AGENT',
        namespace: 'podid-system',
        name: nodeName,
        podName: `podid-agent-${at}`,
        nodeName,
        ready: at < 2,
        phase: 'Running',
        reason: at < 2 ? undefined : 'ImagePullBackOff',
      })),
      ...pods.flatMap(([namespace, account], at) =>
        nodes.slice(0, 2).map((nodeName, one) => ({
          kind: 'POD',
          namespace,
          name: `${account}-7c9d8f6b5-${at}${one}abc`,
          uid: crypto.randomUUID(),
          serviceAccount: account,
          nodeName,
          phase: 'Running',
          injected: !(at === 4 && one === 1),
          tokenSeconds: 86_400,
        })),
      ),
    ],
  })
}

/** Real exchanges: one that succeeds some times, one that no association allows. */
async function exchanges(any: Client): Promise<void> {
  for (const [serviceAccount, times] of [
    ['app', 4],
    ['stranger', 2],
  ] as const) {
    const { token } = await any.call('podid', 'CreateServiceAccountToken', {
      clusterName: 'local',
      namespace: 'default',
      serviceAccount,
      podName: `${serviceAccount}-0`,
    })
    for (let at = 0; at < times; at += 1)
      await any
        .call('eks-auth', 'AssumeRoleForPodIdentity', { clusterName: 'local', token })
        .catch((error: unknown) => {
          if (serviceAccount === 'app') throw error
        })
  }
}
