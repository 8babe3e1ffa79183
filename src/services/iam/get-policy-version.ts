import { found } from '../fault'
import { text } from '../said'
import { encoded } from './documents'
import { noVersion, onPolicy, policyByArn } from './managed-policies'
import { versionOnTheWire } from './policy-versions'

/** Shows a version of a managed policy, with its document. */
export const getPolicyVersion = onPolicy({
  operation: 'GetPolicyVersion',
  more: (said) => text(said.VersionId),
  async handle(arn, id, { store }) {
    const policy = found(await policyByArn(store, arn), () => noVersion(arn, id))
    const version = found(
      policy.versions.find((it) => it.id === id),
      () => noVersion(arn, id),
    )
    return { PolicyVersion: { ...versionOnTheWire(policy, version), Document: encoded(version.document) } }
  },
})
