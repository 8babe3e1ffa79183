import { Waiting } from '../../../frame/waiting'
import { Trouble } from '../../../shown/trouble'
import { policyNameOf } from './policy-arn'
import { PolicyShown } from './policy-shown'
import { useManagedDocument } from './use-managed-policies'

/** What a managed policy says, asked for when it is looked at. */
export function ManagedPolicyWords({ arn }: { readonly arn: string }) {
  const { document, error } = useManagedDocument(arn)
  if (error !== null) return <Trouble of={error} doing="read this policy" />
  if (document === undefined) return <Waiting for="Loading the policy" />
  return <PolicyShown document={document} kind="identity" label={policyNameOf(arn)} />
}
