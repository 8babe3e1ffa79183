import { text } from '../said'
import { changeable, onOne, put, roles } from './identities'
import { acceptableTrust, keptTrust } from './trust'

/** Gives a role another trust policy. */
export const updateAssumeRolePolicy = onOne(roles, {
  operation: 'UpdateAssumeRolePolicy',
  more: (said) => text(said.PolicyDocument),
  async handle(name, document, parts) {
    acceptableTrust(document)
    await parts.store.change(async (tx) => {
      const role = await changeable(roles, tx, name)
      await put(roles, tx, { ...role, trust: await keptTrust(tx, document, parts) })
    })
    return {}
  },
})
