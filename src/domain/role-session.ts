import { sessionArn } from './arn'
import type { Role } from './iam'
import type { Session } from './session'

/** Where and when a session is made. */
export interface Made {
  readonly partition: string
  readonly account: string
  /** Epoch milliseconds. */
  readonly now: number
}

/** What every session of a role has, whoever makes it, for `life` milliseconds. */
export function ofRole(role: Role, name: string, { partition, account, now }: Made, life: number) {
  return {
    kind: 'role',
    account,
    arn: sessionArn(partition, account, role.name, name),
    principalId: `${role.id}:${name}`,
    roleName: role.name,
    roleArn: role.arn,
    roleId: role.id,
    name,
    issuedAt: now,
    expiresAt: now + life,
  } as const satisfies Partial<Session>
}
