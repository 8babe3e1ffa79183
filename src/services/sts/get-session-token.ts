import type { Session } from '../../domain'
import { Fault } from '../fault'
import { operation } from '../operation'
import { maybeNumber } from '../said'
import { notWithSession } from './faults'
import { credentialsOnTheWire, issue } from './issue'

/** Seconds: twelve hours. */
const byDefault = 43_200

/** Temporary credentials with a user's own rights: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html */
export const getSessionToken = operation({
  service: 'sts',
  name: 'GetSessionToken',
  readOnly: true,
  input: (said) => {
    if (said.SerialNumber !== undefined || said.TokenCode !== undefined)
      throw new Fault(
        'AccessDenied',
        'MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.',
      )
    return { seconds: maybeNumber(said.DurationSeconds) ?? byDefault }
  },
  need: () => ({ anyone: 'a user may make less of its own key; only that key decides' }),
  async handle({ seconds }, parts) {
    const { user, session: temporary, accessKeyId } = parts.caller
    if (user === undefined || temporary !== undefined || accessKeyId === undefined)
      throw notWithSession('GetSessionToken')
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
    return { Credentials: credentialsOnTheWire(await issue(session, parts)) }
  },
})
