import { type Identity, type Role, roleArn, type User, userArn } from '../../domain'
import { type Table, type Tables, tables } from '../../store'
import { type Fault, found } from '../fault'
import { type Answer, type Need, type Operation, operation, type Parts, type Said } from '../operation'
import { text } from '../said'
import { exists, noSuch, ofACluster } from './faults'
import { quotas } from './quotas'
import { resourceTags } from './tags'

/** What tells operations on roles from the same operations on users. */
export interface Kind<Row extends Identity> {
  readonly word: 'role' | 'user'
  readonly title: 'Role' | 'User'
  readonly named: 'RoleName' | 'UserName'
  readonly rows: (of: Tables) => Table<Row>
  /** The row's value in the index `byPath`. */
  readonly pathOf: (row: Row) => string | undefined
  readonly arn: (partition: string, account: string, path: string, name: string) => string
  /** All inline policies together. */
  readonly inlineSize: number
  readonly isOfACluster: (row: Row) => boolean
  /** How many there are, those that clusters brought with them left out. */
  readonly count: (of: Tables) => Promise<number>
}

export const roles: Kind<Role> = {
  word: 'role',
  title: 'Role',
  named: 'RoleName',
  rows: (of) => of.roles,
  pathOf: (row) => tables.roles.indexes.byPath?.(row, nameKey(row.name)),
  arn: roleArn,
  inlineSize: quotas.rolePoliciesSize,
  isOfACluster: ({ ofCluster }) => ofCluster !== undefined,
  count: async (of) => (await of.roles.count()) - (await of.roles.count({ by: 'byCluster' })),
}

export const users: Kind<User> = {
  word: 'user',
  title: 'User',
  named: 'UserName',
  rows: (of) => of.users,
  pathOf: (row) => tables.users.indexes.byPath?.(row, nameKey(row.name)),
  arn: userArn,
  inlineSize: quotas.userPoliciesSize,
  isOfACluster: () => false,
  count: (of) => of.users.count(),
}

/** Names are unique without regard to case. */
export function nameKey(name: string): string {
  return name.toLowerCase()
}

export function noIdentity({ word }: Pick<Kind<Identity>, 'word'>, name: string): Fault {
  return noSuch(`The ${word} with name ${name} cannot be found.`)
}

export function identityExists({ title }: Pick<Kind<Identity>, 'title'>, name: string): Fault {
  return exists(`${title} with name ${name} already exists.`)
}

/** The role or user of that name, or NoSuchEntity. */
export async function named<Row extends Identity>(kind: Kind<Row>, of: Tables, name: string): Promise<Row> {
  return found(await kind.rows(of).get(nameKey(name)), () => noIdentity(kind, name))
}

/** The same, if requests may change it. */
export async function changeable<Row extends Identity>(kind: Kind<Row>, tx: Tables, name: string): Promise<Row> {
  const row = await named(kind, tx, name)
  if (kind.isOfACluster(row)) throw ofACluster('role', row.name)
  return row
}

/** Puts a changed row in its place. */
export async function put<Row extends Identity>(kind: Kind<Row>, tx: Tables, row: Row): Promise<void> {
  await kind.rows(tx).update(nameKey(row.name), () => row)
}

export type Facts = Pick<Parts, 'store' | 'account' | 'region' | 'partition' | 'caller'>
export type Conditions = Readonly<Record<string, string | readonly string[] | undefined>>

/** The permissions boundary that the changed role or user has, for operations that AWS lets depend on it. */
export function boundaryOf(row: Identity | undefined): Conditions {
  return { 'iam:PermissionsBoundary': row?.boundaryArn }
}

/** An operation on the one role or user that its input names: the need tells its ARN, with the stored path, and its tags. */
export function onOne<Row extends Identity, More>(
  kind: Kind<Row>,
  it: {
    readonly operation: string
    readonly more: (said: Said) => More
    readonly conditions?: (more: More, row: Row | undefined) => Conditions
    readonly handle: (name: string, more: More, parts: Parts) => Promise<Answer>
  },
): Operation<{ readonly name: string; readonly more: More }> {
  return operation({
    service: 'iam',
    name: it.operation,
    input: (said) => ({ name: text(said[kind.named]), more: it.more(said) }),
    async need({ name, more }, { store, partition, account }) {
      const row = await kind.rows(store).get(nameKey(name))
      return {
        action: `iam:${it.operation}`,
        resource: row?.arn ?? kind.arn(partition, account, '/', name),
        context: { ...resourceTags(row?.tags), ...it.conditions?.(more, row) },
      }
    },
    handle: ({ name, more }, parts) => it.handle(name, more, parts),
    about: ({ name }) => [{ type: `AWS::IAM::${kind.title}`, name }],
  })
}

/** Lists are asked for by path: `role/` and what the paths begin with. */
export function needToList<Row extends Identity>(
  kind: Kind<Row>,
  pathPrefix: string | undefined,
  { partition, account }: Facts,
): Need {
  return { action: `iam:List${kind.title}s`, resource: kind.arn(partition, account, pathPrefix ?? '/', '') }
}
