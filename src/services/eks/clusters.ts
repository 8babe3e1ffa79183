import { type Cluster, isClusterName } from '../../domain'
import type { Store } from '../../store'
import type { Answer, Need, Operation, Parts } from '../operation'
import { operation } from '../operation'
import { text } from '../said'
import { configOnTheWire } from './cluster-config'
import { invalid } from './faults'
import { resourceTags } from './tags'

/** A cluster as EKS shows it. What CreateCluster or RegisterCluster was told is told again; the rest is what podid knows. */
export function clusterOnTheWire({ said, issuer, ...it }: Cluster, now: number): Answer {
  const built = it.kind === 'created'
  const expired = it.status === 'PENDING' && it.activation !== undefined && now >= it.activation.expiresAt
  return {
    ...(built ? configOnTheWire(said) : said),
    deletionProtection: built ? (it.deletionProtection ?? false) : undefined,
    name: it.name,
    arn: it.arn,
    createdAt: new Date(it.createdAt),
    status: expired ? 'FAILED' : it.status,
    tags: it.tags,
    identity: issuer === undefined ? undefined : { oidc: { issuer } },
    health: { issues: expired ? [tooLate(it.name)] : [] },
    connectorConfig: built
      ? undefined
      : {
          ...inside(said.connectorConfig),
          activationId: it.activation?.id,
          activationExpiry: it.activation && new Date(it.activation.expiresAt),
        },
  }
}

/** Nobody presented the activation code in time: nothing happens to the cluster any more until someone acts. */
function tooLate(name: string): Answer {
  return {
    code: 'Other',
    message: `The activation code expired before it was used. Ask for another with podid's RenewActivation, or deregister ${name} and register it again.`,
    resourceIds: [],
  }
}

function inside(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
}

export async function needOnCluster(
  action: string,
  cluster: string,
  { store }: { readonly store: Pick<Store, 'clusters'> },
): Promise<Need> {
  return { action, resource: `cluster/${cluster}`, context: resourceTags(await store.clusters.get(cluster)) }
}

export function acceptableClusterName(name: string): void {
  if (!isClusterName(name))
    throw invalid('The parameter name should conform to the regular expression "^[0-9A-Za-z][A-Za-z0-9\\-_]{0,99}$"')
}

/** An operation of EKS on the one cluster that its input names. */
export function onCluster(it: {
  readonly name: string
  readonly handle: (cluster: string, parts: Parts) => Promise<Answer>
}): Operation<{ readonly cluster: string }> {
  return operation({
    service: 'eks',
    name: it.name,
    input: (said) => ({ cluster: text(said.name) }),
    need: ({ cluster }, facts) => needOnCluster(`eks:${it.name}`, cluster, facts),
    handle: ({ cluster }, parts) => it.handle(cluster, parts),
    about: ({ cluster }) => [{ type: 'AWS::EKS::Cluster', name: cluster }],
  })
}
