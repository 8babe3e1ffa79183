import type { Identity } from '../../domain'
import type { Tables } from '../../store'
import { nameKey } from './identities'

// Who uses which managed policy: a row for each attachment, written in the same change as the role or user.

/** Separates the parts of keys, as the store's tables say. */
const sep = '\u001f'

export type Use = 'role' | 'user' | 'role-boundary' | 'user-boundary'

/** All uses of a policy, or all of one sort, as the beginning of their keys. */
export function usesOf(policyArn: string, use?: Use): string {
  return use === undefined ? `${policyArn}${sep}` : `${policyArn}${sep}${use}${sep}`
}

function key(policyArn: string, use: Use, name: string): string {
  return `${usesOf(policyArn, use)}${nameKey(name)}`
}

export async function attach(tx: Tables, policyArn: string, use: Use, { name, id }: Identity): Promise<void> {
  await tx.attachments.insert(key(policyArn, use, name), { policyArn, entity: use, name, id })
}

export async function detach(tx: Tables, policyArn: string, use: Use, { name }: Identity): Promise<void> {
  await tx.attachments.remove(key(policyArn, use, name))
}

/** Every use of managed policies by a role or user. */
export function usesBy(
  word: 'role' | 'user',
  { attached, boundaryArn }: Identity,
): readonly (readonly [string, Use])[] {
  const boundary = boundaryArn === undefined ? [] : [[boundaryArn, `${word}-boundary`] as const]
  return [...attached.map((arn) => [arn, word] as const), ...boundary]
}

export async function countUses(of: Tables, policyArn: string) {
  const count = (use: Use): Promise<number> => of.attachments.count({ prefix: usesOf(policyArn, use) })
  const [role, user, roleBoundary, userBoundary] = await Promise.all([
    count('role'),
    count('user'),
    count('role-boundary'),
    count('user-boundary'),
  ])
  return { attached: role + user, boundaries: roleBoundary + userBoundary }
}

export async function isAttached(of: Tables, policyArn: string, use: Use, name: string): Promise<boolean> {
  return (await of.attachments.get(key(policyArn, use, name))) !== undefined
}
