import Box from '@cloudscape-design/components/box'
import { useAsk } from '../../../asking/use-ask'
import { Waiting } from '../../../frame/waiting'
import { Trouble } from '../../../shown/trouble'
import { documentOf } from '../policies/document'
import { policyNameOf } from '../policies/policy-arn'
import { useManagedDocument } from '../policies/use-managed-policies'
import { DecidingPolicy } from './deciding-policy'
import type { Deciding } from './verdict'

interface Props {
  readonly role: string
  /** Its name, where it is an inline policy. */
  readonly inline: string | undefined
  /** Its ARN, where it is a managed one. */
  readonly arn: string | undefined
  readonly deciding: readonly Deciding[]
}

/** The policy that a simulation names, with what decided. */
export function SourcePolicy({ role, inline, arn, deciding }: Props) {
  if (inline !== undefined) return <Inline role={role} name={inline} deciding={deciding} />
  if (arn !== undefined) return <Managed arn={arn} deciding={deciding} />
  return <Box color="text-body-secondary">This policy is no longer this role’s.</Box>
}

function Inline({
  role,
  name,
  deciding,
}: {
  readonly role: string
  readonly name: string
  readonly deciding: readonly Deciding[]
}) {
  const { data, error } = useAsk('iam', 'GetRolePolicy', { RoleName: role, PolicyName: name })
  if (error !== null) return <Trouble of={error} doing="read this policy" />
  if (data === undefined) return <Waiting for="Loading the policy" />
  return <DecidingPolicy document={documentOf(data.PolicyDocument)} name={name} deciding={deciding} />
}

function Managed({ arn, deciding }: { readonly arn: string; readonly deciding: readonly Deciding[] }) {
  const { document, error } = useManagedDocument(arn)
  if (error !== null) return <Trouble of={error} doing="read this policy" />
  if (document === undefined) return <Waiting for="Loading the policy" />
  return <DecidingPolicy document={document} name={policyNameOf(arn)} deciding={deciding} />
}
