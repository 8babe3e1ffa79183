import { Fault } from '../fault'
import { operation } from '../operation'
import { text } from '../said'
import { nameKey } from './identities'
import { resourceTags } from './tags'

/** When, where and for what an access key was last used. An unknown key is answered as one that is another account's. */
export const getAccessKeyLastUsed = operation({
  service: 'iam',
  name: 'GetAccessKeyLastUsed',
  input: ({ AccessKeyId }) => ({ id: text(AccessKeyId) }),
  async need({ id }, { store }) {
    const key = await store.accessKeys.get(id)
    const user = key && (await store.users.get(nameKey(key.userName)))
    return {
      action: 'iam:GetAccessKeyLastUsed',
      resource: user?.arn ?? '*',
      context: resourceTags(user?.tags),
    }
  },
  async handle({ id }, { store, caller }) {
    const key = await store.accessKeys.get(id)
    if (key === undefined) {
      throw new Fault(
        'AccessDenied',
        `User: ${caller.principal.arn} is not authorized to perform iam:GetAccessKeyLastUsed on resource: access key ${id}`,
      )
    }
    const { userName, lastUsed } = key
    return {
      UserName: userName,
      AccessKeyLastUsed:
        lastUsed === undefined
          ? { ServiceName: 'N/A', Region: 'N/A' }
          : { LastUsedDate: new Date(lastUsed.at), ServiceName: lastUsed.service, Region: lastUsed.region },
    }
  },
})
