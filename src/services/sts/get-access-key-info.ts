import { operation } from '../operation'
import { text } from '../said'
import { notValid } from './faults'

/** Which account an access key id belongs to. Only keys of users are known: temporary ones are kept nowhere. */
export const getAccessKeyInfo = operation({
  service: 'sts',
  name: 'GetAccessKeyInfo',
  input: ({ AccessKeyId }) => ({ accessKeyId: text(AccessKeyId) }),
  need: () => ({ action: 'sts:GetAccessKeyInfo', resource: '*' }),
  async handle({ accessKeyId }, { store, account }) {
    if ((await store.accessKeys.get(accessKeyId)) === undefined)
      throw notValid(`The account of the access key ${accessKeyId} is not known.`)
    return { Account: account }
  },
})
