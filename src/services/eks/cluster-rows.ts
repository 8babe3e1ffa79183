import { type Cluster, type OidcProvider, type Role, roleArn } from '../../domain'
import { type Tables, updateKey } from '../../store'
import { releaseKeys } from '../cluster-keys'
import { uniqueId } from '../iam/ids'
import type { Parts } from '../operation'
import { eksArn, type Here } from './arns'
import { inUse } from './faults'
import { ofCluster, sep } from './rows'

/** Where connector and agent run, and as whom. */
const system = 'podid-system'
const audience = 'sts.amazonaws.com'
const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** Everything that comes with a cluster and goes with it. */
export interface ClusterRows {
  readonly cluster: Cluster
  readonly provider: OidcProvider
  readonly roles: readonly Role[]
}

/** A cluster as it is before it has keys, with its OIDC provider and the roles of its connector and agent. */
export function clusterRows(
  wanted: Pick<Cluster, 'name' | 'kind' | 'tags' | 'said' | 'deletionProtection'>,
  parts: Here & Pick<Parts, 'draw' | 'now'>,
): ClusterRows {
  const id = parts.draw(16, alphabet)
  const url = `podid/clusters/${id}`
  const { name } = wanted
  const arn = eksArn(parts, `cluster/${name}`)
  const createdAt = parts.now()
  const provider: OidcProvider = {
    arn: `arn:${parts.partition}:iam::${parts.account}:oidc-provider/${url}`,
    url,
    clientIds: [audience],
    thumbprints: [],
    tags: [],
    createdAt,
    ofCluster: name,
  }
  const roleFor = (program: keyof typeof permissions): Role => ({
    name: `${program}-${id}`,
    path: '/podid/',
    arn: roleArn(parts.partition, parts.account, '/podid/', `${program}-${id}`),
    id: uniqueId('AROA', parts.draw),
    createdAt,
    tags: [{ key: 'podid:cluster', value: name }],
    inline: [{ name: program, document: allowing(permissions[program], arn) }],
    attached: [],
    trust: trusting(provider, program),
    description: `Assumed by ${program} of the cluster ${name}; made and removed with it.`,
    maxSessionDuration: 43_200,
    ofCluster: name,
  })
  const [connector, agent] = [roleFor('podid-connector'), roleFor('podid-agent')]
  const cluster: Cluster = {
    ...wanted,
    id,
    arn,
    status: 'PENDING',
    formerIssuers: [],
    keys: [],
    providerArn: provider.arn,
    connectorRoleArn: connector.arn,
    agentRoleArn: agent.arn,
    createdAt,
    revision: 0,
  }
  return { cluster, provider, roles: [connector, agent] }
}

const permissions = {
  'podid-connector': ['podid:WatchCluster', 'podid:PutClusterKeys', 'podid:GetClusterKeys', 'podid:PutAddonState'],
  'podid-agent': ['eks-auth:AssumeRoleForPodIdentity', 'podid:GetClusterKeys'],
} as const

function allowing(actions: readonly string[], resource: string): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: actions, Resource: resource }],
  })
}

/** Only the cluster's own program, by the cluster's own keys: `sub` and `aud` are condition keys under the provider's URL. */
function trusting({ arn, url }: OidcProvider, program: string): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: arn },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          StringEquals: { [`${url}:sub`]: `system:serviceaccount:${system}:${program}`, [`${url}:aud`]: audience },
        },
      },
    ],
  })
}

/** Refuses a name that is taken; all of it belongs into one change. */
export async function insertCluster(tx: Tables, { cluster, provider, roles }: ClusterRows): Promise<void> {
  if (!(await tx.clusters.insert(cluster.name, cluster)))
    throw inUse(`Cluster already exists with name: ${cluster.name}`, { clusterName: cluster.name })
  const inserted = [
    await tx.oidcProviders.insert(provider.arn, provider),
    ...(await Promise.all(roles.map((role) => tx.roles.insert(role.name.toLowerCase(), role)))),
  ]
  if (inserted.includes(false)) throw new Error(`What belongs to the cluster ${cluster.name} has the name of another.`)
}

/** Takes the cluster away with all that came with it: associations, add-ons, keys, provider, roles. */
export async function removeCluster(tx: Tables, cluster: Cluster): Promise<void> {
  const { name, providerArn } = cluster
  const prefix = ofCluster(name)
  for (const it of await tx.associations.list({ prefix }))
    await tx.associations.remove(`${prefix}${it.namespace}/${it.serviceAccount}`)
  for (const it of await tx.addons.list({ prefix })) await tx.addons.remove(`${prefix}${it.name}`)
  for (const it of await tx.roles.list({ by: 'byCluster', prefix: `${name}${sep}` }))
    await tx.roles.remove(it.name.toLowerCase())
  for (const it of await tx.signingKeys.list({ prefix: `${name}${sep}` }))
    await tx.signingKeys.remove(`${name}${sep}${it.kid}`)
  for (const it of await tx.updates.list({ prefix: `${name}${sep}` })) await tx.updates.remove(updateKey(name, it.id))
  await releaseKeys(tx, cluster)
  await tx.oidcProviders.remove(providerArn)
  await tx.clusters.remove(name)
}
