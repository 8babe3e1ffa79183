import { type Identity, parseArn } from '../../../domain'
import type { Principal } from '../../../policy'
import { found } from '../../fault'
import type { Need } from '../../operation'
import { text } from '../../said'
import { invalid, noSuch } from '../faults'
import { type Facts, nameKey, noIdentity, roles, users } from '../identities'
import { resourceTags } from '../tags'

/** Whose policies are meant. */
export interface Source {
  readonly arn: string
  readonly account: string
  readonly word: 'role' | 'user' | 'group'
  readonly name: string
}

/** The ARN of a role, a user or a group; refuses what has no policies. */
export function saidSource(value: unknown): Source {
  const arn = text(value)
  const parsed = parseArn(arn)
  const [, kind, name] = /^(role|user|group)\/(?:.*\/)?([^/]+)$/.exec(parsed?.resource ?? '') ?? []
  const word = kind === 'role' || kind === 'user' || kind === 'group' ? kind : undefined
  if (parsed?.service !== 'iam' || word === undefined || name === undefined) throw invalid(`Invalid Entity Arn: ${arn}`)
  return { arn, account: parsed.account, word, name }
}

/** The role or user of that ARN, path included, or NoSuchEntity. There are no groups. */
export async function sourceRow(
  { arn, word, name, account }: Source,
  { store, account: own }: Pick<Facts, 'store' | 'account'>,
): Promise<{ readonly word: 'role' | 'user'; readonly row: Identity; readonly principal: Principal }> {
  if (word === 'group') throw noSuch(`The group with name ${name} cannot be found.`)
  const kind = word === 'role' ? roles : users
  const row = account === own ? await kind.rows(store).get(nameKey(name)) : undefined
  const there = found(row?.arn === arn ? row : undefined, () => noIdentity(kind, name))
  const principal: Principal = { kind: word === 'user' ? 'user' : 'session', arn, account, ids: [there.id] }
  return { word, row: there, principal: word === 'role' ? { ...principal, roleArn: arn } : principal }
}

/** Asked for on the ARN as said: it names what is looked at, whether it is there or not. */
export async function needOnSource(action: string, { arn, word, name }: Source, { store }: Facts): Promise<Need> {
  if (word === 'group') return { action, resource: arn }
  const row = await (word === 'role' ? roles : users).rows(store).get(nameKey(name))
  return { action, resource: arn, context: row?.arn === arn ? resourceTags(row.tags) : {} }
}

const types = { role: 'AWS::IAM::Role', user: 'AWS::IAM::User', group: 'AWS::IAM::Group' } as const

export function aboutSource({ word, arn }: Source): readonly { readonly type: string; readonly name: string }[] {
  return [{ type: types[word], name: arn }]
}
