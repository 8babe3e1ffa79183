/** sts: temporary credentials, and who one is: https://docs.aws.amazon.com/STS/latest/APIReference/ */
import { erased, type Operation } from '../operation'
import { assumeRole } from './assume-role'
import { assumeRoleWithWebIdentity } from './assume-role-with-web-identity'
import { decodeAuthorizationMessage } from './decode-authorization-message'
import { getAccessKeyInfo } from './get-access-key-info'
import { getCallerIdentity } from './get-caller-identity'
import { getSessionToken } from './get-session-token'
import { notForUserSessions } from './user-sessions'

export const stsOperations: readonly Operation[] = [
  erased(assumeRole),
  erased(assumeRoleWithWebIdentity),
  notForUserSessions(erased(decodeAuthorizationMessage)),
  notForUserSessions(erased(getAccessKeyInfo)),
  erased(getCallerIdentity),
  erased(getSessionToken),
]
