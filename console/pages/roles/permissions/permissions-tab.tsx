import Box from '@cloudscape-design/components/box'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { Waiting } from '../../../frame/waiting'
import { ToButton } from '../../../shown/to'
import { Trouble } from '../../../shown/trouble'
import { attachPath, inlinePath } from '../paths'
import type { ShownRole } from '../role/use-role'
import { AttachedPolicy } from './attached-policy'
import { InlinePolicy } from './inline-policy'
import { type Removal, RemovePolicy } from './remove-policy'
import { usePermissions } from './use-permissions'

/** What the role permits: its own policies, and those attached to it. */
export function PermissionsTab({ role }: { readonly role: ShownRole }) {
  const { inline, attached, error, refetch } = usePermissions(role.name)
  const [removal, setRemoval] = useState<Removal>()
  const fixed = role.ofCluster !== undefined
  const count = (inline?.length ?? 0) + (attached?.length ?? 0)
  return (
    <SpaceBetween size="m">
      <Header
        variant="h2"
        counter={inline === undefined || attached === undefined ? undefined : `(${count})`}
        description="What sessions of this role may do. Everything else is refused."
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <ToButton to={attachPath(role.name)} disabled={fixed}>
              Attach policies
            </ToButton>
            <ToButton to={inlinePath(role.name)} disabled={fixed}>
              Add inline policy
            </ToButton>
          </SpaceBetween>
        }
      >
        Permissions policies
      </Header>
      {error === null ? null : <Trouble of={error} doing="list the policies of this role" onRetry={refetch} />}
      {inline === undefined || attached === undefined ? (
        error === null && <Waiting for="Loading the policies" />
      ) : count === 0 ? (
        <Box textAlign="center" padding="l" color="text-body-secondary">
          <Box variant="strong" color="inherit">
            This role permits nothing yet
          </Box>
          <Box color="inherit">Attach a managed policy, or write one that is this role’s own.</Box>
        </Box>
      ) : (
        <SpaceBetween size="s">
          {inline.map((name) => (
            <InlinePolicy key={name} role={role.name} name={name} fixed={fixed} onRemove={setRemoval} />
          ))}
          {attached.map((arn) => (
            <AttachedPolicy key={arn} arn={arn} fixed={fixed} onRemove={setRemoval} />
          ))}
        </SpaceBetween>
      )}
      {removal === undefined ? null : (
        <RemovePolicy role={role.name} of={removal} onClose={() => setRemoval(undefined)} />
      )}
    </SpaceBetween>
  )
}
