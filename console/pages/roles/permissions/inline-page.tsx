import { useParams } from 'react-router'
import { useAsk } from '../../../asking/use-ask'
import { useCrumbs } from '../../../frame/crumbs'
import { Waiting } from '../../../frame/waiting'
import { Trouble } from '../../../shown/trouble'
import { inlinePath, rolePath, rolesPath } from '../paths'
import { documentOf, laidOut } from '../policies/document'
import { InlineForm } from './inline-form'

/** Writes an inline policy of a role, a new one or one that is there. */
export function InlinePage() {
  const { role = '', policy } = useParams()
  useCrumbs([
    { text: 'Roles', to: rolesPath },
    { text: role, to: rolePath(role, 'permissions') },
    { text: policy ?? 'Add inline policy', to: inlinePath(role, policy) },
  ])
  return policy === undefined ? <InlineForm role={role} /> : <Known role={role} policy={policy} />
}

function Known({ role, policy }: { readonly role: string; readonly policy: string }) {
  const { data, error, refetch } = useAsk('iam', 'GetRolePolicy', { RoleName: role, PolicyName: policy })
  if (data !== undefined)
    return <InlineForm role={role} policy={{ name: policy, document: laidOut(documentOf(data.PolicyDocument)) }} />
  if (error !== null) return <Trouble of={error} doing="read this policy" onRetry={refetch} />
  return <Waiting for="Loading the policy" />
}
