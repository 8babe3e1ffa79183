import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import { useState } from 'react'
import { PolicyShown } from '../policies/policy-shown'
import type { ShownRole } from '../role/use-role'
import { EditTrust } from './edit-trust'

/** Who may assume the role. */
export function TrustTab({ role }: { readonly role: ShownRole }) {
  const [editing, setEditing] = useState(false)
  if (editing) return <EditTrust role={role} onClose={() => setEditing(false)} />
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="Who may assume this role."
          actions={
            <Button disabled={role.ofCluster !== undefined} onClick={() => setEditing(true)}>
              Edit trust policy
            </Button>
          }
        >
          Trust policy
        </Header>
      }
    >
      <PolicyShown document={role.trust} kind="trust" label="Trust policy" />
    </Container>
  )
}
