import { text } from '../said'
import { conflict } from './faults'
import { noVersion, onPolicy, own } from './managed-policies'

/** Deletes a version of a managed policy, but not the one that counts. */
export const deletePolicyVersion = onPolicy({
  operation: 'DeletePolicyVersion',
  more: (said) => text(said.VersionId),
  async handle(arn, id, { store, caller }) {
    await store.change(async (tx) => {
      const policy = await own(tx, arn, { operation: 'DeletePolicyVersion', caller }, noVersion(arn, id))
      const versions = policy.versions.filter((it) => it.id !== id)
      if (versions.length === policy.versions.length) throw noVersion(arn, id)
      if (id === policy.defaultVersion) throw conflict('Cannot delete the default version of a policy.')
      await tx.policies.update(arn, () => ({ ...policy, versions }))
    })
    return {}
  },
})
