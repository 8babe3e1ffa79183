import { parseArn, type Role, roleNameOf } from '../../domain'
import type { Parts } from '../operation'
import { text } from '../said'
import { notValid } from './faults'

/** A role's ARN as said; refuses what is none. */
export function saidRoleArn(value: unknown): string {
  const arn = text(value)
  const account = parseArn(arn)?.account ?? ''
  if (roleNameOf(arn) === undefined || !/^\d{12}$/.test(account)) throw notValid(`${arn} is invalid`)
  return arn
}

/** The role of this account whose ARN is exactly that, path included. */
export async function roleAt({ store }: Pick<Parts, 'store'>, arn: string): Promise<Role | undefined> {
  const role = await store.roles.get((roleNameOf(arn) ?? '').toLowerCase())
  return role?.arn === arn ? role : undefined
}
