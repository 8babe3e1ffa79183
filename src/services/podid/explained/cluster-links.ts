import { type Cluster, type ClusterReport, connectorSilence, issuersOf, keysInForce } from '../../../domain'
import { broken, type Link, spoken, unknown, whole } from './link'

/** Whether the cluster is one whose tokens count, and whether it is heard. */
export function clusterLinks(
  name: string,
  cluster: Cluster | undefined,
  report: ClusterReport | undefined,
  now: number,
): readonly Link[] {
  if (cluster === undefined)
    return [
      broken(
        'cluster',
        `There is no cluster of the name ${name}.`,
        `Join it with "podid cluster join ${name}", or look at its name: "aws eks list-clusters".`,
      ),
    ]
  return [
    whole('cluster', `The cluster ${name} is registered.`),
    active(cluster, now),
    connector(cluster, report, now),
    keys(cluster, report, now),
  ]
}

function active({ name, status, kind, activation }: Cluster, now: number): Link {
  if (status === 'ACTIVE') return whole('active', 'It is ACTIVE.')
  const expired = activation !== undefined && now >= activation.expiresAt
  return broken(
    'active',
    `It is ${status}${expired ? ', and its activation code has expired' : ''}: its keys are not known, so that no pod of it can be told from another.`,
    kind === 'registered'
      ? `Run "podid cluster join ${name}": it renews the activation and keeps the associations.`
      : 'Wait for it, or look at "aws eks describe-cluster".',
  )
}

function connector({ name, kind, heardAt }: Cluster, report: ClusterReport | undefined, now: number): Link {
  const at = report?.at ?? heardAt
  if (at === undefined)
    return broken(
      'connector',
      `The connector of the cluster ${name} was never heard: whether pods are injected, nobody can say.`,
      kind === 'registered'
        ? `Run "podid doctor ${name}", which looks from inside the cluster; "podid cluster join ${name}" installs the connector.`
        : 'Start "podid up", which brings the connector of clusters made with CreateCluster.',
    )
  const silent = now - at
  if (silent < connectorSilence) return whole('connector', `Its connector was heard ${spoken(silent)} ago.`)
  return broken(
    'connector',
    `Its connector was heard ${spoken(silent)} ago, and is silent since. Pods that have credentials keep them; new keys and associations do not reach the cluster.`,
    `Run "podid doctor ${name}", or look at "kubectl -n podid-system get pods" and their logs.`,
  )
}

function keys(cluster: Cluster, report: ClusterReport | undefined, now: number): Link {
  const { name, waiting } = cluster
  const current = keysInForce(cluster, now).filter(({ retiredAt }) => retiredAt === undefined)
  if (waiting !== undefined && waiting.keys.length > 0)
    return broken(
      'keys',
      `${waiting.keys.length} new signing key(s) of the cluster wait for an administrator, because its keys are pinned: tokens they sign are refused.`,
      `Compare them with the cluster's own, then run "podid cluster approve-keys ${name}".`,
    )
  if (current.length === 0)
    return broken(
      'keys',
      'None of its signing keys counts.',
      `Run "podid cluster join ${name}", which presents them anew.`,
    )
  const known = new Set(keysInForce(cluster, now).map(({ jwk }) => jwk.kid))
  const strange = (report?.publishedKeyIds ?? []).filter((it) => !known.has(it))
  if (strange.length > 0)
    return broken(
      'keys',
      `Its API server publishes the key ${strange.join(', ')}, which is not known here.`,
      `Its connector tells it within a minute; if not, run "podid cluster join ${name}".`,
    )
  const { issuer } = report ?? {}
  if (issuer !== undefined && !issuersOf(cluster).includes(issuer))
    return broken(
      'keys',
      `Its API server issues tokens as ${issuer}, which is not known here.`,
      `Its connector tells it within a minute; if not, run "podid cluster join ${name}".`,
    )
  const fresh = `${current.length} signing key(s) of the issuer ${cluster.issuer} count`
  if (report?.publishedKeyIds === undefined && cluster.kind === 'registered')
    return unknown('keys', `${fresh}; whether the API server still signs with them was not reported.`)
  return whole('keys', `${fresh}.`)
}
