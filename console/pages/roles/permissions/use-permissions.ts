import { useAsk } from '../../../asking/use-ask'

/** The policies of a role: names of the inline ones, ARNs of the managed ones. */
export function usePermissions(role: string) {
  const inline = useAsk('iam', 'ListRolePolicies', { RoleName: role, MaxItems: 1_000 })
  const attached = useAsk('iam', 'ListAttachedRolePolicies', { RoleName: role, MaxItems: 1_000 })
  return {
    inline: inline.data?.PolicyNames,
    attached: attached.data?.AttachedPolicies?.map(({ PolicyArn = '' }) => PolicyArn),
    error: inline.error ?? attached.error,
    refetch: () => {
      inline.refetch()
      attached.refetch()
    },
  }
}
