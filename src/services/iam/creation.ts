import type { Identity, Tag } from '../../domain'
import type { Tables } from '../../store'
import type { Need, Said } from '../operation'
import { maybeTags, maybeText, text } from '../said'
import { attach } from './attachments'
import { usable } from './boundaries'
import { overQuota } from './faults'
import { type Facts, identityExists, type Kind, nameKey } from './identities'
import { policyArn } from './managed-policies'
import { quotas } from './quotas'
import { acceptable, requestTags } from './tags'

/** What is said of a new role and of a new user alike. */
export interface Newcomer {
  readonly name: string
  readonly path: string
  readonly boundaryArn?: string
  readonly tags: readonly Tag[]
}

export function newcomer<Row extends Identity>(kind: Kind<Row>, said: Said): Newcomer {
  return {
    name: text(said[kind.named]),
    path: maybeText(said.Path) ?? '/',
    boundaryArn: said.PermissionsBoundary === undefined ? undefined : policyArn(said.PermissionsBoundary),
    tags: acceptable(maybeTags(said.Tags) ?? [], 'without case'),
  }
}

/** Who gives tags at creation must be permitted to tag, too. */
export function needToCreate<Row extends Identity>(
  kind: Kind<Row>,
  { name, path, boundaryArn, tags }: Newcomer,
  { partition, account }: Pick<Facts, 'partition' | 'account'>,
): readonly Need[] {
  const resource = kind.arn(partition, account, path, name)
  const context = requestTags(tags)
  const create = {
    action: `iam:Create${kind.title}`,
    resource,
    context: { ...context, 'iam:PermissionsBoundary': boundaryArn },
  }
  return tags.length === 0 ? [create] : [create, { action: `iam:Tag${kind.title}`, resource, context }]
}

export async function settle<Row extends Identity>(kind: Kind<Row>, tx: Tables, row: Row): Promise<void> {
  if ((await kind.rows(tx).get(nameKey(row.name))) !== undefined) throw identityExists(kind, row.name)
  if (row.boundaryArn !== undefined) await usable(tx, row.boundaryArn)
  const limit = quotas[`${kind.word}sPerAccount`]
  if ((await kind.count(tx)) >= limit) throw overQuota(`${kind.title}sPerAccount`, limit)
  if (!(await kind.rows(tx).insert(nameKey(row.name), row)))
    throw new Error(`The id of a ${kind.word} was drawn twice.`)
  if (row.boundaryArn !== undefined) await attach(tx, row.boundaryArn, `${kind.word}-boundary`, row)
}
