import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import { roleNameOf } from '../../../../src/domain'
import { useAsk } from '../../../asking/use-ask'
import { Said } from '../../../shown/said'
import { part, To } from '../../../shown/to'
import type { Draft } from './draft'
import { subjectOf } from './use-roles'
import { verdictWords } from './verdict-words'

interface Props {
  readonly cluster: string
  readonly draft: Draft
}

/** Whether the chosen role can be given to these pods, and if not, why and where to mend it. */
export function RoleVerdict({ cluster, draft }: Props) {
  const name = roleNameOf(draft.roleArn) ?? ''
  const { data, error, isPending } = useAsk('podid', 'SearchRoles', {
    namePrefix: name,
    ...subjectOf(cluster, draft),
    sortBy: 'NAME',
    maxResults: 5,
  })
  if (error !== null)
    return (
      <StatusIndicator type="info">
        {error.kind === 'forbidden'
          ? 'You may not look at roles (podid:SearchRoles): whether its trust policy fits is told when you save.'
          : 'Whether its trust policy fits is told when you save.'}
      </StatusIndicator>
    )
  if (isPending) return <StatusIndicator type="loading">Looking at its trust policy</StatusIndicator>
  const role = data.roles?.find(({ arn }) => arn === draft.roleArn)
  if (role === undefined)
    return <StatusIndicator type="error">There is no role of this ARN in this account.</StatusIndicator>
  const { type, label, reason } = verdictWords(role.trustsPodIdentity)
  return (
    <SpaceBetween size="xxs">
      <StatusIndicator type={type}>
        <Said>{reason ?? label}</Said>
      </StatusIndicator>
      <To to={`/roles/${part(name)}`}>
        Open the role <Said>{name}</Said>
      </To>
    </SpaceBetween>
  )
}
