import { text } from '../said'
import { noVersion, onPolicy, own } from './managed-policies'

/** Says which version of a managed policy counts. */
export const setDefaultPolicyVersion = onPolicy({
  operation: 'SetDefaultPolicyVersion',
  more: (said) => text(said.VersionId),
  async handle(arn, id, { store, caller, now }) {
    const updatedAt = now()
    await store.change(async (tx) => {
      const policy = await own(tx, arn, { operation: 'SetDefaultPolicyVersion', caller }, noVersion(arn, id))
      if (!policy.versions.some((it) => it.id === id)) throw noVersion(arn, id)
      await tx.policies.update(arn, () => ({ ...policy, defaultVersion: id, updatedAt }))
    })
    return {}
  },
})
