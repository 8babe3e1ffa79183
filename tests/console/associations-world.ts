import { externalIdOf } from '../../src/domain'
import { podsTrust, type Seeded, seeded } from './seeded'

export const many = 5_000

/** A seeded account with one cluster more, `many`, that has 5,000 associations, and one, `none`, that has none. */
export async function withManyAssociations(): Promise<Seeded> {
  const world = await seeded()
  const { server, any } = world
  for (const name of ['many', 'none'])
    await any.call('eks', 'CreateCluster', {
      name,
      roleArn: `arn:aws:iam::${server.account}:role/any`,
      resourcesVpcConfig: {},
    })
  await server.house.store.change(async (tx) => {
    for (let at = 0; at < many; at += 1) await tx.associations.insert(...association(at, server))
    await tx.clusters.update('many', (row) => ({ ...row, associationCount: many }))
  })
  return world
}

function association(at: number, { region, account }: { readonly region: string; readonly account: string }) {
  const number = String(at).padStart(4, '0')
  const said = { cluster: 'many', namespace: `team-${number.slice(2)}`, serviceAccount: `app-${number}` }
  const id = `a-${number.padStart(17, '0')}`
  const row = {
    ...said,
    id,
    arn: `arn:aws:eks:${region}:${account}:podidentityassociation/many/${id}`,
    roleArn: `arn:aws:iam::${account}:role/role-${String((at * 7) % 1_000).padStart(3, '0')}`,
    disableSessionTags: false,
    externalId: externalIdOf(region, account, said),
    tags: {},
    createdAt: 1_700_000_000_000 + at * 1_000,
    modifiedAt: 1_700_000_000_000 + at * 1_000,
  }
  return [`many/${said.namespace}/${said.serviceAccount}`, row] as const
}

/** A key of a user with these statements. */
export async function keyOf(
  { any }: Seeded,
  UserName: string,
  ...Statement: readonly object[]
): Promise<{ readonly accessKeyId: string; readonly secretAccessKey: string }> {
  await any.call('iam', 'CreateUser', { UserName })
  await any.call('iam', 'PutUserPolicy', {
    UserName,
    PolicyName: 'may',
    PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement }),
  })
  const { AccessKey } = await any.call('iam', 'CreateAccessKey', { UserName })
  const key = new Map(Object.entries(AccessKey ?? {}))
  return { accessKeyId: String(key.get('AccessKeyId')), secretAccessKey: String(key.get('SecretAccessKey')) }
}

export const everything = { Effect: 'Allow', Action: '*', Resource: '*' }

/** A role that a pod may not have: its trust policy asks for another namespace. */
export async function roleForAnotherNamespace({ any }: Seeded): Promise<void> {
  const trust = JSON.parse(podsTrust)
  trust.Statement[0].Condition = { StringEquals: { 'aws:RequestTag/kubernetes-namespace': 'finance' } }
  await any.call('iam', 'CreateRole', { RoleName: 'finance-only', AssumeRolePolicyDocument: JSON.stringify(trust) })
}

/** The id of an association of a cluster. */
export async function idOf({ any }: Seeded, clusterName: string, serviceAccount: string): Promise<string> {
  const { associations } = await any.call('podid', 'SearchAssociations', { clusterName, serviceAccount })
  const [first] = Array.isArray(associations) ? associations : []
  if (first === undefined) throw new Error(`${clusterName} has no association of ${serviceAccount}`)
  return String(first.associationId)
}
