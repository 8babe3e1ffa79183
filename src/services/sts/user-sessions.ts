import type { Operation } from '../operation'
import { notWithSession } from './faults'

/**
 * The operation, but not for GetSessionToken's sessions where Amazon's rules for them are kept: of STS, those may call AssumeRole and
 * GetCallerIdentity only. https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html
 */
export function notForUserSessions<Input>(it: Operation<Input>): Operation<Input> {
  return {
    ...it,
    handle(input, parts) {
      const { caller, limits } = parts
      if (caller.session?.kind === 'user' && !limits.sessionsMayCallIam) throw notWithSession(it.name)
      return it.handle(input, parts)
    },
  }
}
