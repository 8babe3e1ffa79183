import { Fault } from '../fault'
import type { Caller, Limits, Operation } from '../operation'

/** AWS's IAM does not answer those who come with GetSessionToken's credentials; podid's does, unless told otherwise. */
export function iamOpenTo({ session }: Caller, { sessionsMayCallIam }: Limits): boolean {
  return sessionsMayCallIam || session?.kind !== 'user'
}

/** The operation, for those only to whom IAM is open. */
export function forThoseItIsOpenTo<Input>(it: Operation<Input>): Operation<Input> {
  return {
    ...it,
    // Who is refused in any case is refused for that, whatever else it may not.
    need: (input, parts) =>
      parts.limits === undefined || iamOpenTo(parts.caller, parts.limits)
        ? it.need(input, parts)
        : { anyone: 'it is not open to the caller, as its deed will say' },
    handle(input, parts) {
      if (!iamOpenTo(parts.caller, parts.limits)) {
        throw new Fault('InvalidClientTokenId', 'The security token included in the request is invalid')
      }
      return it.handle(input, parts)
    },
  }
}
