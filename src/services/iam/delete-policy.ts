import { countUses } from './attachments'
import { conflict } from './faults'
import { onPolicy, own } from './managed-policies'

/** Deletes a managed policy that nobody uses, with its only version. */
export const deletePolicy = onPolicy({
  operation: 'DeletePolicy',
  more: () => undefined,
  async handle(arn, _, { store, caller }) {
    await store.change(async (tx) => {
      const policy = await own(tx, arn, { operation: 'DeletePolicy', caller })
      const { attached, boundaries } = await countUses(tx, arn)
      if (attached + boundaries > 0) throw conflict('Cannot delete a policy attached to entities.')
      if (policy.versions.length > 1) {
        throw conflict(
          "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
        )
      }
      await tx.policies.remove(arn)
    })
    return {}
  },
})
