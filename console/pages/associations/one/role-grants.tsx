import Box from '@cloudscape-design/components/box'
import Container from '@cloudscape-design/components/container'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import type { ReactNode } from 'react'
import { Waiting } from '../../../frame/waiting'
import { Said } from '../../../shown/said'
import { part, ToButton } from '../../../shown/to'
import { Trouble } from '../../../shown/trouble'
import { ManagedPolicyWords } from '../../roles/policies/managed-policy-words'
import { PolicyShown } from '../../roles/policies/policy-shown'
import { useRolePolicies } from './use-role-policies'

/** A role's policies in words, and its boundary. */
export function RoleGrants({ name }: { readonly name: string }) {
  const { data, error, refetch } = useRolePolicies(name)
  const none = data !== undefined && data.inline.length + data.attached.length === 0
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={<ToButton to={`/roles/${part(name)}/permissions`}>Change what the role may do</ToButton>}
        >
          What the role <Said>{name}</Said> may do
        </Header>
      }
    >
      {error !== null && error.kind !== 'expired' ? (
        <Trouble of={error} doing="see what the role may do" onRetry={refetch} />
      ) : data === undefined ? (
        <Waiting for="Reading its policies" />
      ) : (
        <SpaceBetween size="l">
          {none ? <Box>Nothing by itself: it has no policies.</Box> : null}
          {data.inline.map(({ name, document }) => (
            <Policy key={name} kind="Inline policy" name={name}>
              <PolicyShown document={document} kind="identity" label={name} />
            </Policy>
          ))}
          {data.attached.map(({ name, arn }) => (
            <Policy key={arn} kind="Managed policy" name={name}>
              <ManagedPolicyWords arn={arn} />
            </Policy>
          ))}
          {data.boundary === undefined ? null : (
            <ExpandableSection
              defaultExpanded
              headerText="Permissions boundary"
              headerDescription="Whatever else is allowed, it may do no more than this."
            >
              <ManagedPolicyWords arn={data.boundary} />
            </ExpandableSection>
          )}
        </SpaceBetween>
      )}
    </Container>
  )
}

function Policy({
  kind,
  name,
  children,
}: {
  readonly kind: string
  readonly name: string
  readonly children: ReactNode
}) {
  return (
    <SpaceBetween size="xs">
      <Box variant="h3">
        {kind} <Said>{name}</Said>
      </Box>
      {children}
    </SpaceBetween>
  )
}
