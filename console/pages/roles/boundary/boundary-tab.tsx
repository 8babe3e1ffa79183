import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { Program } from '../../../shown/said'
import { ManagedPolicyWords } from '../policies/managed-policy-words'
import type { ShownRole } from '../role/use-role'
import { RemoveBoundary, SetBoundary } from './change-boundary'

/** The most that the role may permit, whatever its policies say. */
export function BoundaryTab({ role }: { readonly role: ShownRole }) {
  const [open, setOpen] = useState<'set' | 'remove'>()
  const fixed = role.ofCluster !== undefined
  const { boundaryArn } = role
  if (open === 'set') return <SetBoundary role={role} onClose={() => setOpen(undefined)} />
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="A policy that gives nothing, and limits what the others give: only what both allow is permitted."
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              {boundaryArn === undefined ? null : (
                <Button disabled={fixed} onClick={() => setOpen('remove')}>
                  Remove boundary
                </Button>
              )}
              <Button disabled={fixed} onClick={() => setOpen('set')}>
                {boundaryArn === undefined ? 'Set boundary' : 'Change boundary'}
              </Button>
            </SpaceBetween>
          }
        >
          Permissions boundary
        </Header>
      }
    >
      {boundaryArn === undefined ? (
        <Box color="text-body-secondary">None: the role permits what its policies allow.</Box>
      ) : (
        <SpaceBetween size="s">
          <Program>{boundaryArn}</Program>
          <ManagedPolicyWords arn={boundaryArn} />
        </SpaceBetween>
      )}
      {open === 'remove' && boundaryArn !== undefined ? (
        <RemoveBoundary role={role.name} arn={boundaryArn} onClose={() => setOpen(undefined)} />
      ) : null}
    </Container>
  )
}
