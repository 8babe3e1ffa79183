import { embeddedAuthority } from '../../authority'
import { type Credentials, type Role, type Session, sessionArn } from '../../domain'
import type { Answer, Parts } from '../operation'

type Made = Pick<Session, 'tags' | 'transitive' | 'chained'> & Partial<Session>

/** A session of a role, from now on for `life` milliseconds. */
export function roleSession(
  role: Role,
  name: string,
  life: number,
  made: Made,
  { account, partition, now }: Pick<Parts, 'account' | 'partition' | 'now'>,
): Session {
  const issuedAt = now()
  return {
    kind: 'role',
    account,
    arn: sessionArn(partition, account, role.name, name),
    principalId: `${role.id}:${name}`,
    roleName: role.name,
    roleArn: role.arn,
    roleId: role.id,
    name,
    issuedAt,
    expiresAt: issuedAt + life,
    ...made,
  }
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
