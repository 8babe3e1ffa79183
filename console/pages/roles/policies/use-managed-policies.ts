import type { Policy } from '@aws-sdk/client-iam'
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { ask } from '../../../asking/ask'
import type { Refusal } from '../../../asking/refusal'
import { useAsk } from '../../../asking/use-ask'
import { documentOf } from './document'

/** Every managed policy, for choosing among them: an account has 1,500 at most, and IAM finds none by name. */
export function useManagedPolicies(): UseQueryResult<readonly Policy[], Refusal> {
  return useQuery<readonly Policy[], Refusal>({
    queryKey: ['iam', 'ListPolicies', 'all'],
    staleTime: 30_000,
    async queryFn({ signal }) {
      const found: Policy[] = []
      let marker: string | undefined
      do {
        const { Policies = [], Marker } = await ask('iam', 'ListPolicies', { MaxItems: 1_000, Marker: marker }, signal)
        found.push(...Policies)
        marker = Marker
      } while (marker !== undefined)
      return found
    },
  })
}

/** What the version in force of a managed policy says. */
export function useManagedDocument(arn: string | undefined) {
  const policy = useAsk('iam', 'GetPolicy', { PolicyArn: arn }, { when: arn !== undefined })
  const version = policy.data?.Policy?.DefaultVersionId
  const told = useAsk(
    'iam',
    'GetPolicyVersion',
    { PolicyArn: arn, VersionId: version },
    { when: arn !== undefined && version !== undefined },
  )
  return {
    document: told.data === undefined ? undefined : documentOf(told.data.PolicyVersion?.Document),
    error: policy.error ?? told.error,
  }
}
