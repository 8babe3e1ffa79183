import { client } from '../src/client'
import type { Server } from './machine'
import { administrator, inGroups, region, signing } from './requests'
import { named } from './stored'

/** Whole exchanges of pods all over these clusters, signed as an agent signs them, with RS256 tokens. */
export async function exchanges(
  server: Server,
  clusters: readonly string[],
  each: number,
  pods = 200,
): Promise<readonly string[]> {
  const admin = administrator(server)
  const mint = async (
    clusterName: string,
    { namespace, serviceAccount }: ReturnType<typeof named>,
    audience: string,
  ): Promise<string> => {
    const podName = `${serviceAccount}-pod`
    const asked = { clusterName, namespace, serviceAccount, podName, audience, durationSeconds: 3_600 }
    return String((await admin.call('podid', 'CreateServiceAccountToken', asked)).token)
  }
  const sts = client({ endpoint: server.url, region, credentials: undefined })
  const agents = new Map<string, ReturnType<typeof signing>>()
  for (const cluster of clusters.slice(0, pods)) {
    const { agentRoleArn } = await admin.call('podid', 'GetClusterKeys', { clusterName: cluster })
    const own = { namespace: 'podid-system', serviceAccount: 'podid-agent' }
    const answer = await sts.call('sts', 'AssumeRoleWithWebIdentity', {
      RoleArn: String(agentRoleArn),
      RoleSessionName: 'bench',
      WebIdentityToken: await mint(cluster, own, 'sts.amazonaws.com'),
    })
    const { AccessKeyId, SecretAccessKey, SessionToken } = Object(answer.Credentials)
    const keys = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken }
    agents.set(cluster, signing(server, 'eks-auth', keys))
  }
  return inGroups(pods, 20, async (n) => {
    const cluster = clusters[n % clusters.length] ?? ''
    const token = await mint(cluster, named(Math.floor((n * each) / pods)), 'pods.eks.amazonaws.com')
    const sign = agents.get(cluster)
    if (sign === undefined) throw new Error(`The cluster ${cluster} has no agent.`)
    return sign({ method: 'POST', path: `/clusters/${cluster}/assume-role-for-pod-identity`, body: { token } })
  })
}
