import { Fault } from '../fault'
import { operation } from '../operation'

/** Says who asks. Needs no permission, and cannot be denied. */
export const getCallerIdentity = operation({
  service: 'sts',
  name: 'GetCallerIdentity',
  input: () => ({}),
  need: () => ({ anyone: 'a caller may know who it is' }),
  async handle(_, { caller: { principal, userId } }) {
    if (principal.kind === 'anonymous')
      throw new Fault('MissingAuthenticationToken', 'Request is missing Authentication Token')
    return { UserId: userId, Account: principal.account, Arn: principal.arn }
  },
})
