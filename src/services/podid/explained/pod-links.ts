import { type Addon, type Cluster, type ReportedItem, reportIsWhole } from '../../../domain'
import type { Store } from '../../../store'
import { reportedKey } from '../../reported'
import { broken, type Link, unknown, whole } from './link'

const longest = 86_400
const agentName = 'eks-pod-identity-agent'

export interface Asked {
  readonly cluster: Cluster
  readonly namespace: string
  readonly serviceAccount: string
  readonly podName?: string
}

/** The pod as its cluster reported it. */
export function reportedPod(store: Store, { cluster, namespace, podName }: Asked): Promise<ReportedItem | undefined> {
  if (podName === undefined) return Promise.resolve(undefined)
  return store.reportedItems.get(reportedKey({ cluster: cluster.name, kind: 'POD', namespace, name: podName }))
}

/** Whether the agent runs: the add-on, and the agent beside the pod. */
export function addonLink({ name }: Cluster, addon: Addon | undefined): Link {
  const create = `"aws eks create-addon --cluster-name ${name} --addon-name ${agentName}"`
  if (addon === undefined)
    return broken(
      'add-on',
      `The add-on ${agentName} is not installed: nobody answers pods at 169.254.170.23.`,
      `Install it: ${create}. If the agent was installed in another way, this is no fault.`,
    )
  const issue = addon.issues[0]?.message
  if (addon.status === 'ACTIVE') return whole('add-on', `The add-on ${agentName} is ACTIVE (${addon.version}).`)
  return broken(
    'add-on',
    `The add-on ${agentName} is ${addon.status}${issue === undefined ? '' : `: ${issue}`}`,
    `Look at "aws eks describe-addon --cluster-name ${name} --addon-name ${agentName}" and at "kubectl -n podid-system get pods".`,
  )
}

/** What the cluster reported of the service account, the pod, its token and the agent beside it. */
export async function podLinks(
  asked: Asked,
  pod: ReportedItem | undefined,
  associated: boolean,
  store: Store,
): Promise<readonly Link[]> {
  const { cluster, namespace, podName } = asked
  if (cluster.kind !== 'registered') return []
  if (!reportIsWhole(await store.clusterReports.get(cluster.name)))
    return [unknown('pod', 'The cluster has not reported yet what there is in it.')]
  const account = await accountLink(asked, store)
  if (podName === undefined) return [account]
  if (pod === undefined)
    return [
      account,
      associated
        ? broken(
            'pod',
            `The cluster reports no pod ${namespace}/${podName} with this service account.`,
            `Look at "kubectl -n ${namespace} get pod ${podName} -o jsonpath={.spec.serviceAccountName}".`,
          )
        : unknown('pod', 'Pods are reported once their service account has an association.'),
    ]
  if (pod.serviceAccount !== asked.serviceAccount)
    return [
      account,
      broken(
        'pod',
        `The pod runs as the service account ${pod.serviceAccount}, not as ${asked.serviceAccount}.`,
        'Set serviceAccountName in its template.',
      ),
    ]
  return [
    account,
    whole('pod', `The pod ${namespace}/${podName} is on the node ${pod.nodeName ?? '(none yet)'}.`),
    injected(pod),
    ...(pod.injected === true ? [token(pod)] : []),
    await agentBeside(pod, store),
  ]
}

async function accountLink({ cluster, namespace, serviceAccount }: Asked, store: Store): Promise<Link> {
  const key = reportedKey({ cluster: cluster.name, kind: 'SERVICE_ACCOUNT', namespace, name: serviceAccount })
  if ((await store.reportedItems.get(key)) !== undefined)
    return whole('service account', `The service account ${namespace}/${serviceAccount} is there.`)
  return broken(
    'service account',
    `The cluster reports no service account ${namespace}/${serviceAccount}.`,
    `Create it: "kubectl -n ${namespace} create serviceaccount ${serviceAccount}".`,
  )
}

function injected({ injected: it, namespace, name }: ReportedItem): Link {
  if (it === true) return whole('injected', 'The pod has the variables and the token of a pod identity.')
  return broken(
    'injected',
    'The pod was admitted without a pod identity: it is older than the association, or the webhook was not asked, or left it out.',
    `Delete the pod, so that its owner makes another: "kubectl -n ${namespace} delete pod ${name}". If that one has none either, look at "kubectl -n ${namespace} get events" and run "podid doctor".`,
  )
}

function token({ tokenSeconds }: ReportedItem): Link {
  if (tokenSeconds === undefined) return unknown('token', 'How long its token lives was not reported.')
  if (tokenSeconds <= longest) return whole('token', `Its token lives ${tokenSeconds} seconds, and kubelet renews it.`)
  return broken(
    'token',
    `Its token would live ${tokenSeconds} seconds; more than ${longest} is refused.`,
    'Set eks.amazonaws.com/token-expiration to 86400 or less, and start the pod anew.',
  )
}

async function agentBeside({ cluster, nodeName }: ReportedItem, store: Store): Promise<Link> {
  if (nodeName === undefined) return unknown('agent', 'The pod is on no node yet.')
  const key = reportedKey({ cluster, kind: 'AGENT', namespace: 'podid-system', name: nodeName })
  const agent = await store.reportedItems.get(key)
  if (agent?.ready === true) return whole('agent', `The agent on the node ${nodeName} answers.`)
  if (agent === undefined)
    return broken(
      'agent',
      `There is no agent on the node ${nodeName}.`,
      `Look at "kubectl describe node ${nodeName}" for taints that the agent does not tolerate, and at "kubectl -n podid-system get daemonset".`,
    )
  return broken(
    'agent',
    `The agent on the node ${nodeName} does not answer: ${agent.reason ?? agent.phase ?? 'why, was not reported'}.`,
    `Look at "kubectl -n podid-system logs ${agent.podName ?? ''}".`,
  )
}
