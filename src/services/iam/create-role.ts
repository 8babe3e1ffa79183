import type { Role } from '../../domain'
import { operation } from '../operation'
import { maybeNumber, maybeText, text } from '../said'
import { needToCreate, newcomer, settle } from './creation'
import { roles } from './identities'
import { uniqueId } from './ids'
import { newRole } from './role-shapes'
import { acceptableTrust, keptTrust } from './trust'

/** Makes a role. */
export const createRole = operation({
  service: 'iam',
  name: 'CreateRole',
  input: (said) => ({
    ...newcomer(roles, said),
    trust: text(said.AssumeRolePolicyDocument),
    description: maybeText(said.Description),
    maxSessionDuration: maybeNumber(said.MaxSessionDuration) ?? 3600,
  }),
  need: (asked, facts) => needToCreate(roles, asked, facts),
  async handle({ trust, ...asked }, parts) {
    acceptableTrust(trust)
    const { store, partition, account } = parts
    const id = uniqueId('AROA', parts.draw)
    const createdAt = parts.now()
    const made = await store.change(async (tx) => {
      const role: Role = {
        ...asked,
        arn: roles.arn(partition, account, asked.path, asked.name),
        id,
        createdAt,
        trust: await keptTrust(tx, trust, parts),
        inline: [],
        attached: [],
      }
      await settle(roles, tx, role)
      return role
    })
    return { Role: await newRole(store, made, parts) }
  },
  about: ({ name }) => [{ type: 'AWS::IAM::Role', name }],
})
