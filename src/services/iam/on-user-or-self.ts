import { type Answer, type Caller, type Operation, operation, type Parts, type Said } from '../operation'
import { maybeText } from '../said'
import { notValid } from './faults'
import { nameKey, users } from './identities'
import { resourceTags } from './tags'

/** An operation on the user that its input names, or, when it names none, on the user who asks. */
export function onUserOrSelf<More>(it: {
  readonly operation: string
  readonly more: (said: Said) => More
  readonly handle: (userName: string, more: More, parts: Parts) => Promise<Answer>
}): Operation<{ readonly asked?: string; readonly more: More }> {
  return operation({
    service: 'iam',
    name: it.operation,
    input: (said) => ({ asked: maybeText(said.UserName), more: it.more(said) }),
    async need({ asked }, { store, partition, account, caller }) {
      const name = asked ?? self(caller)
      const user = await store.users.get(nameKey(name))
      return {
        action: `iam:${it.operation}`,
        resource: user?.arn ?? users.arn(partition, account, '/', name),
        context: resourceTags(user?.tags),
      }
    },
    handle: ({ asked, more }, parts) => it.handle(asked ?? self(parts.caller), more, parts),
    about: ({ asked }) => (asked === undefined ? [] : [{ type: 'AWS::IAM::User', name: asked }]),
  })
}

function self({ user }: Caller): string {
  if (user === undefined) throw notValid('Must specify userName when calling with non-User credentials')
  return user.name
}
