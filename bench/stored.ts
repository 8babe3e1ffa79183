import { join } from 'node:path'
import { type Association, associationKey, externalIdOf } from '../src/domain'
import { openStore, type Store } from '../src/store'
import { type Server, startServer } from './machine'
import { administrator, inGroups, region } from './requests'

export const account = '000000000000'

export const roleArn = `arn:aws:iam::${account}:role/app`
export const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { Service: 'pods.eks.amazonaws.com' }, Action: ['sts:AssumeRole', 'sts:TagSession'] },
  ],
})

/** Namespaces that the associations of a cluster are spread over. */
export const namespaces = 50

/** How many associations each cluster has. */
export type Clusters = Readonly<Record<string, number>>

export interface Given {
  /** The role of the nth association of each cluster; the role `app` for all without it. */
  readonly roleOf?: (n: number) => string
  /** Whatever else is to be in the store. */
  readonly more?: (store: Store) => Promise<void>
}

/**
 * A server over a store with these clusters. Clusters and the role come from the API; the associations, which are many, are put in through
 * the store while no server runs.
 */
export async function serverWith(clusters: Clusters, args: readonly string[] = [], given: Given = {}): Promise<Server> {
  const first = await startServer(args)
  try {
    const admin = administrator(first)
    await inGroups(Object.keys(clusters).length, 10, (n) =>
      admin.call('eks', 'CreateCluster', {
        name: Object.keys(clusters)[n],
        roleArn: `arn:aws:iam::${account}:role/not-used`,
        resourcesVpcConfig: {},
      }),
    )
    await admin.call('iam', 'CreateRole', { RoleName: 'app', AssumeRolePolicyDocument: trust })
  } finally {
    await first.stop()
  }
  const at = args.indexOf('--store')
  await fill(
    args[at + 1] !== undefined && at >= 0 ? String(args[at + 1]) : join(first.data, 'podid.db'),
    clusters,
    given,
  )
  return startServer(args, first.data)
}

/** Rows put in by one change: so many that the commits cost little, so few that none takes long. */
const handful = 1_000

async function fill(where: string, clusters: Clusters, { roleOf = () => roleArn, more }: Given): Promise<void> {
  const store = await openStore(where)
  try {
    await more?.(store)
    for (const [cluster, count] of Object.entries(clusters)) {
      for (let from = 0; from < count; from += handful) {
        await store.change(async ({ associations }) => {
          for (let n = from; n < Math.min(from + handful, count); n += 1) {
            const row = association(cluster, n, roleOf(n))
            await associations.insert(associationKey(cluster, row.namespace, row.serviceAccount), row)
          }
        })
      }
    }
  } finally {
    await store.close()
  }
}

export function named(n: number): Pick<Association, 'namespace' | 'serviceAccount'> {
  return { namespace: `ns-${n % namespaces}`, serviceAccount: `app-${n}` }
}

const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789'

function association(cluster: string, n: number, roleArn: string): Association {
  const id = `a-${Array.from(crypto.getRandomValues(new Uint8Array(17)), (it) => alphabet[it % alphabet.length]).join('')}`
  return {
    ...{ id, cluster, roleArn, ...named(n) },
    arn: `arn:aws:eks:${region}:${account}:podidentityassociation/${cluster}/${id}`,
    externalId: externalIdOf(region, account, { cluster, ...named(n) }),
    disableSessionTags: false,
    tags: {},
    createdAt: 1_700_000_000_000 + n,
    modifiedAt: 1_700_000_000_000 + n,
  }
}
