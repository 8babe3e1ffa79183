import { embeddedAuthority } from '../../authority'
import { type Credentials, ofRole, type Role, type Session } from '../../domain'
import type { Answer, Parts } from '../operation'

type More = Pick<Session, 'tags' | 'transitive' | 'chained'> & Partial<Session>

/** A session of a role, from now on for `life` milliseconds. */
export function roleSession(
  role: Role,
  name: string,
  life: number,
  more: More,
  { account, partition, now }: Pick<Parts, 'account' | 'partition' | 'now'>,
): Session {
  return { ...ofRole(role, name, { partition, account, now: now() }, life), ...more }
}

/** Credentials of our own, whatever authority gives pods theirs: this API is our STS. */
export async function issue(
  session: Session,
  { keyring, random }: Pick<Parts, 'keyring' | 'random'>,
): Promise<Credentials> {
  const answer = await embeddedAuthority(keyring, { random }).issue(session, {})
  if ('refused' in answer) throw new Error(answer.message)
  return answer.credentials
}

export function credentialsOnTheWire({ accessKeyId, secretAccessKey, sessionToken, expiresAt }: Credentials): Answer {
  return {
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey,
    SessionToken: sessionToken,
    Expiration: new Date(expiresAt),
  }
}

export function assumedRoleUser({ principalId, arn }: Session): Answer {
  return { AssumedRoleId: principalId, Arn: arn }
}
