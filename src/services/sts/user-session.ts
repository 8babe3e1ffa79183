import type { Credentials, Session, User } from '../../domain'
import type { Parts } from '../operation'
import { issue } from './issue'

/** Seconds: twelve hours. */
export const sessionOfUserByDefault = 43_200

/** Credentials with a user's own rights, good as long as the access key that they were asked for with. */
export function credentialsOfUser(
  user: User,
  accessKeyId: string,
  seconds: number,
  parts: Pick<Parts, 'account' | 'now' | 'keyring' | 'random'>,
): Promise<Credentials> {
  const issuedAt = parts.now()
  const session: Session = {
    kind: 'user',
    account: parts.account,
    arn: user.arn,
    principalId: user.id,
    userName: user.name,
    accessKeyId,
    name: user.name,
    issuedAt,
    expiresAt: issuedAt + seconds * 1000,
    tags: [],
    transitive: [],
    chained: false,
  }
  return issue(session, parts)
}
