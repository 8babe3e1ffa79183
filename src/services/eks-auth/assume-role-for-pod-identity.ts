import { associationKey, type Cluster, podSession } from '../../domain'
import { verifyPodToken } from '../../signatures'
import type { Store } from '../../store'
import { clusterTrust } from '../cluster-trust'
import { resourceTags } from '../eks/tags'
import { found } from '../fault'
import { operation } from '../operation'
import { text } from '../said'
import { roleAt } from '../sts/role-at'
import { noAssociation, noCluster, notActive, notIssued, refused, whoSpeaks } from './faults'
import { given, pod, uses } from './noted'
import { givenBy, targetCredentials } from './target-role'
import { podsTrusted } from './trust-decision'

const audience = 'pods.eks.amazonaws.com'

/** Credentials for the pod whose token this is. The cluster is taken from the path alone: what a token says of itself never chooses one. */
export const assumeRoleForPodIdentity = operation({
  service: 'eks-auth',
  name: 'AssumeRoleForPodIdentity',
  readOnly: true,
  input: ({ clusterName, token }) => ({
    name: text(clusterName),
    cluster: once(text(clusterName)),
    token: text(token),
  }),
  async need({ name, cluster }, { store, partition, region, account }) {
    return {
      action: 'eks-auth:AssumeRoleForPodIdentity',
      resource: `arn:${partition}:eks:${region}:${account}:cluster/${name}`,
      context: resourceTags(await cluster(store)),
    }
  },
  async handle(asked, parts) {
    const { store, authority, note } = parts
    const now = parts.now()
    const cluster = found(await asked.cluster(store), () => noCluster(asked.name))
    if (cluster.status !== 'ACTIVE') throw notActive(cluster.name)
    const subject = whoSpeaks(verifyPodToken(asked.token, { ...clusterTrust(cluster, now), audience }, now), now)
    note(pod(subject))
    const key = associationKey(cluster.name, subject.namespace, subject.serviceAccount)
    const association = found(await store.associations.get(key), () => noAssociation(cluster.name, subject))
    note(uses(association))
    const role = found(await roleAt(parts, association.roleArn), refused)
    const session = podSession(role, subject, association, cluster, givenBy(parts, now))
    if (!podsTrusted(role, session, cluster, parts)) throw refused()
    const first = await authority.issue(session, {})
    if ('refused' in first) throw notIssued(first)
    const { targetRoleArn } = association
    const last =
      targetRoleArn === undefined
        ? first
        : await targetCredentials({ targetRoleArn, association, cluster, subject, role, first, now }, parts)
    note(given(last.session, last.credentials.accessKeyId))
    return {
      subject: { namespace: subject.namespace, serviceAccount: subject.serviceAccount },
      audience,
      podIdentityAssociation: { associationArn: association.arn, associationId: association.id },
      assumedRoleUser: { arn: last.session.arn, assumeRoleId: last.session.principalId },
      credentials: {
        sessionToken: last.credentials.sessionToken,
        secretAccessKey: last.credentials.secretAccessKey,
        accessKeyId: last.credentials.accessKeyId,
        expiration: new Date(last.credentials.expiresAt),
      },
    }
  },
  about: ({ name }) => [{ type: 'AWS::EKS::Cluster', name }],
})

/** The cluster of this request, read once: what the caller was permitted and what the token is held against is the same row. */
function once(name: string): (store: Pick<Store, 'clusters'>) => Promise<Cluster | undefined> {
  let read: Promise<Cluster | undefined> | undefined
  return (store) => {
    read ??= store.clusters.get(name)
    return read
  }
}
