import { Fault } from '../fault'
import { operation } from '../operation'
import { maybeNumber } from '../said'
import { notWithSession } from './faults'
import { credentialsOnTheWire } from './issue'
import { credentialsOfUser, sessionOfUserByDefault } from './user-session'

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
    return { seconds: maybeNumber(said.DurationSeconds) ?? sessionOfUserByDefault }
  },
  need: () => ({ anyone: 'a user may make less of its own key; only that key decides' }),
  async handle({ seconds }, parts) {
    const { user, session: temporary, accessKeyId } = parts.caller
    if (user === undefined || temporary !== undefined || accessKeyId === undefined)
      throw notWithSession('GetSessionToken')
    return { Credentials: credentialsOnTheWire(await credentialsOfUser(user, accessKeyId, seconds, parts)) }
  },
})
