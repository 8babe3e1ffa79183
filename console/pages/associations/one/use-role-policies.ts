import { useQuery } from '@tanstack/react-query'
import { ask } from '../../../asking/ask'
import type { Refusal } from '../../../asking/refusal'
import { documentOf } from '../../roles/policies/document'

export interface RolePolicies {
  readonly inline: readonly { readonly name: string; readonly document: string }[]
  readonly attached: readonly { readonly name: string; readonly arn: string }[]
  /** ARN of the managed policy that bounds it. */
  readonly boundary: string | undefined
}

/** All that says what a role may do. */
export function useRolePolicies(name: string) {
  return useQuery<RolePolicies, Refusal>({
    queryKey: ['iam', 'GetRole', 'with its policies', name],
    queryFn: ({ signal }) => policiesOf(name, signal),
    enabled: name !== '',
  })
}

async function policiesOf(RoleName: string, signal: AbortSignal): Promise<RolePolicies> {
  const [role, inline, attached] = await Promise.all([
    ask('iam', 'GetRole', { RoleName }, signal),
    ask('iam', 'ListRolePolicies', { RoleName }, signal),
    ask('iam', 'ListAttachedRolePolicies', { RoleName }, signal),
  ])
  const names = inline.PolicyNames ?? []
  const documents = await Promise.all(
    names.map((PolicyName) => ask('iam', 'GetRolePolicy', { RoleName, PolicyName }, signal)),
  )
  return {
    inline: documents.map((it, at) => ({ name: names[at] ?? '', document: documentOf(it.PolicyDocument) })),
    attached: (attached.AttachedPolicies ?? []).map((it) => ({ name: it.PolicyName ?? '', arn: it.PolicyArn ?? '' })),
    boundary: role.Role?.PermissionsBoundary?.PermissionsBoundaryArn,
  }
}
