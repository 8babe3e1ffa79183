import { type Cluster, keysInForce } from '../../domain'
import { jwkThumbprint } from '../../signatures'
import type { Tables } from '../../store'
import type { Parts } from '../operation'

type Here = Pick<Parts, 'now' | 'account' | 'region' | 'caller' | 'requestId'>

/**
 * Keys that a cluster has more than before are an event of their own in the audit record, beside the call that brought them: who may sign
 * for a cluster's pods is asked for more often than by which call it came. Belongs into the change that adds them.
 */
export async function recordKeys(tx: Tables, before: Cluster, after: Cluster, parts: Here): Promise<void> {
  const had = new Set(keysInForce(before, parts.now()).map(({ jwk }) => jwkThumbprint(jwk)))
  const waited = new Set((before.waiting?.keys ?? []).map(({ jwk }) => jwkThumbprint(jwk)))
  const added = after.keys.filter(({ jwk }) => !had.has(jwkThumbprint(jwk)))
  const waiting = (after.waiting?.keys ?? []).filter(({ jwk }) => !waited.has(jwkThumbprint(jwk)))
  if (added.length > 0) await record(tx, 'ClusterKeysAdded', after, added, parts)
  if (waiting.length > 0) await record(tx, 'ClusterKeysWaiting', after, waiting, parts)
}

async function record(
  tx: Tables,
  eventName: 'ClusterKeysAdded' | 'ClusterKeysWaiting',
  cluster: Cluster,
  keys: readonly { readonly jwk: Cluster['keys'][number]['jwk'] }[],
  { now, account, region, caller, requestId }: Here,
): Promise<void> {
  const at = now()
  const eventId = Bun.randomUUIDv7('hex', at)
  const eventSource = 'podid.amazonaws.com'
  const resource = { type: 'AWS::EKS::Cluster', name: cluster.arn }
  const text = {
    eventVersion: '1.11',
    userIdentity: { type: 'AWSService', invokedBy: eventSource },
    eventTime: `${new Date(at).toISOString().slice(0, 19)}Z`,
    eventSource,
    eventName,
    awsRegion: region,
    sourceIPAddress: eventSource,
    userAgent: eventSource,
    requestParameters: null,
    responseElements: null,
    serviceEventDetails: {
      clusterName: cluster.name,
      issuer: cluster.issuer,
      keys: keys.map(({ jwk }) => ({ kid: jwk.kid, alg: jwk.alg, kty: jwk.kty, thumbprint: jwkThumbprint(jwk) })),
      toldBy: caller.principal.arn,
    },
    requestID: requestId,
    eventID: eventId,
    readOnly: false,
    resources: [{ accountId: account, type: resource.type, ARN: resource.name }],
    eventType: 'AwsServiceEvent',
    managementEvent: true,
    recipientAccountId: account,
    eventCategory: 'Management',
  }
  const row = {
    eventId,
    at,
    eventName,
    eventSource,
    readOnly: false,
    resources: [resource],
    record: JSON.stringify(text),
  }
  if (!(await tx.events.insert(eventId, row))) throw new Error('The audit record has the id of another.')
}
