import { addonKey, associationKey, type Subject } from '../../domain'
import { resourceTags } from '../eks/tags'
import { operation } from '../operation'
import { maybeText, text } from '../said'
import { clusterLinks } from './explained/cluster-links'
import type { Link } from './explained/link'
import { addonLink, podLinks, reportedPod } from './explained/pod-links'
import { roleLinks } from './explained/role-links'

/**
 * Tells every link of the road from a pod to its credentials, the first broken one with its reason and what to do about it. A cluster that is
 * not there is a broken link, no refusal.
 */
export const explainPodIdentity = operation({
  service: 'podid',
  name: 'ExplainPodIdentity',
  readOnly: true,
  input: (said) => ({
    name: text(said.clusterName),
    namespace: text(said.namespace),
    serviceAccount: text(said.serviceAccount),
    podName: maybeText(said.podName),
  }),
  async need({ name }, { store, partition, region, account }) {
    return {
      action: 'podid:ExplainPodIdentity',
      resource: `arn:${partition}:eks:${region}:${account}:cluster/${name}`,
      context: resourceTags(await store.clusters.get(name)),
    }
  },
  async handle({ name, ...said }, parts) {
    const { store } = parts
    const now = parts.now()
    const cluster = await store.clusters.get(name)
    const report = cluster && (await store.clusterReports.get(name))
    const links: Link[] = [...clusterLinks(name, cluster, report, now)]
    let roleArn: string | undefined
    if (cluster !== undefined) {
      const asked = { cluster, ...said }
      const association = await store.associations.get(associationKey(name, said.namespace, said.serviceAccount))
      roleArn = association?.targetRoleArn ?? association?.roleArn
      const pod = await reportedPod(store, asked)
      links.push(
        ...(await roleLinks(cluster, subjectOf(said, pod?.uid), association, parts)),
        addonLink(cluster, await store.addons.get(addonKey(name, 'eks-pod-identity-agent'))),
        ...(await podLinks(asked, pod, association !== undefined, store)),
      )
    }
    const firstBroken = links.find(({ state }) => state === 'BROKEN')?.name
    return { whole: firstBroken === undefined, firstBroken, roleArn, links }
  },
  about: ({ name }) => [{ type: 'AWS::EKS::Cluster', name }],
})

const nobody = '00000000-0000-0000-0000-000000000000'

/** Who would speak. What a pod's token alone says (its uid, where no pod is named) is made up: conditions on it cannot be foretold. */
function subjectOf(
  {
    namespace,
    serviceAccount,
    podName,
  }: { readonly namespace: string; readonly serviceAccount: string; readonly podName?: string },
  uid = nobody,
): Subject {
  const serviceAccountUid = nobody
  return { namespace, serviceAccount, serviceAccountUid, expiresAt: 0, pod: { name: podName ?? 'any', uid } }
}
