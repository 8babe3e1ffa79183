import { maybeFlag, text } from '../said'
import { acceptablePolicy } from './documents'
import { overLimit } from './faults'
import { onPolicy, own } from './managed-policies'
import { versionOnTheWire } from './policy-versions'
import { quotas } from './quotas'

/** Adds a version to a managed policy. Numbers are not used again. */
export const createPolicyVersion = onPolicy({
  operation: 'CreatePolicyVersion',
  more: (said) => ({ document: text(said.PolicyDocument), setAsDefault: maybeFlag(said.SetAsDefault) ?? false }),
  async handle(arn, { document, setAsDefault }, { store, caller, now }) {
    acceptablePolicy(document)
    const createdAt = now()
    return store.change(async (tx) => {
      const policy = await own(tx, arn, { operation: 'CreatePolicyVersion', caller })
      if (policy.versions.length >= quotas.versionsPerPolicy) {
        throw overLimit(
          `A managed policy can have up to ${quotas.versionsPerPolicy} versions. Before you create a new version, you must delete an existing version.`,
        )
      }
      const lastVersion = policy.lastVersion + 1
      const version = { id: `v${lastVersion}`, document, createdAt }
      const changed = {
        ...policy,
        versions: [...policy.versions, version],
        lastVersion,
        defaultVersion: setAsDefault ? version.id : policy.defaultVersion,
        updatedAt: createdAt,
      }
      await tx.policies.update(arn, () => changed)
      return { PolicyVersion: versionOnTheWire(changed, version) }
    })
  },
})
