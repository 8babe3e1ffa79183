import { createHash } from 'node:crypto'
import { isNamespace, isSubdomain } from '../../domain'
import { signPodToken } from '../../issuer'
import { signingKeyPurpose } from '../eks/built-in-cluster'
import { invalid, notNow } from '../eks/faults'
import { clusterNamed, sep } from '../eks/rows'
import type { Parts } from '../operation'
import { maybeNumber, maybeText, structure, text } from '../said'
import { onCluster } from './clusters'

const podAudience = 'pods.eks.amazonaws.com'

/** Makes a token as kubelet projects them, for a cluster whose issuer is built in. Without `podName` it is bound to no pod. */
export const createServiceAccountToken = onCluster({
  name: 'CreateServiceAccountToken',
  more: (said) => ({
    namespace: text(said.namespace),
    serviceAccount: text(said.serviceAccount),
    podName: maybeText(said.podName),
    podUid: maybeText(said.podUid),
    audience: maybeText(said.audience) ?? podAudience,
    seconds: maybeNumber(said.durationSeconds) ?? 3_600,
  }),
  async handle(name, asked, parts) {
    const { namespace, serviceAccount, podName, audience, seconds } = asked
    const cluster = await clusterNamed(parts.store, name)
    if (cluster.kind !== 'created' || cluster.issuer === undefined)
      throw notNow(`The cluster ${name} signs its tokens itself.`, { clusterName: name })
    if (!isNamespace(namespace)) throw invalid('The namespace is not one that Kubernetes could have.')
    if (!isSubdomain(serviceAccount)) throw invalid('The service account is not one that Kubernetes could have.')
    if (podName !== undefined && !isSubdomain(podName)) throw invalid('The pod is not one that Kubernetes could have.')
    if (asked.podUid !== undefined && !uuid.test(asked.podUid)) throw invalid('The podUid is not a UUID.')
    const { kid, jwk } = await signingKey(name, parts)
    const issuedAt = parts.now()
    const expiresAt = issuedAt + seconds * 1000
    const pod = podName === undefined ? undefined : { name: podName, uid: asked.podUid ?? parts.unique() }
    const serviceAccountUid = uidOf(cluster.id, namespace, serviceAccount)
    const token = signPodToken(jwk, kid, {
      ...{ issuer: cluster.issuer, audience, namespace, serviceAccount, serviceAccountUid, pod, issuedAt, expiresAt },
      unique: parts.unique(),
    })
    return {
      token,
      expiration: new Date(Math.floor(expiresAt / 1000) * 1000),
      serviceAccountUid,
      podName: pod?.name,
      podUid: pod?.uid,
    }
  },
})

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The key the cluster signs with now: the newest. */
async function signingKey(
  cluster: string,
  { store, keyring }: Pick<Parts, 'store' | 'keyring'>,
): Promise<{ readonly kid: string; readonly jwk: Readonly<Record<string, unknown>> }> {
  const keys = await store.signingKeys.list({ prefix: `${cluster}${sep}` })
  const newest = keys.reduce(
    (one, other) => (other.createdAt > one.createdAt ? other : one),
    keys[0] ?? missing(cluster),
  )
  const jwk = structure(JSON.parse(keyring.open(signingKeyPurpose, newest.sealedJwk).reveal()))
  return { kid: newest.kid, jwk }
}

function missing(cluster: string): never {
  throw new Error(`The cluster ${cluster} has no signing key.`)
}

/** The service account's uid: the same at every asking, another in every cluster. A UUID of version 8 (RFC 9562 §5.8) over SHA-256. */
function uidOf(...names: readonly string[]): string {
  const bytes = createHash('sha256').update(names.join('/')).digest()
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')
}
