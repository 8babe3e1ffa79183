import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Tabs from '@cloudscape-design/components/tabs'
import { type ReactNode, useState } from 'react'
import { useHref, useNavigate, useParams } from 'react-router'
import { useCrumbs } from '../../../frame/crumbs'
import { Waiting } from '../../../frame/waiting'
import { Said } from '../../../shown/said'
import { part, To, ToButton } from '../../../shown/to'
import { Trouble } from '../../../shown/trouble'
import { BoundaryTab } from '../boundary/boundary-tab'
import { isTab, rolePath, rolesPath, type Tab } from '../paths'
import { PermissionsTab } from '../permissions/permissions-tab'
import { TestTab } from '../trial/test-tab'
import { TrustTab } from '../trust/trust-tab'
import { DeleteRole } from './delete-role'
import { EditRole } from './edit-role'
import { Overview } from './overview'
import { TagsTab } from './tags-tab'
import { type ShownRole, useRole } from './use-role'
import { UsedByTab } from './used-by-tab'

/** One role: who may assume it, what it permits, who uses it. */
export function RolePage() {
  const { role: name = '', tab } = useParams()
  useCrumbs([
    { text: 'Roles', to: rolesPath },
    { text: name, to: rolePath(name) },
  ])
  const { role, error, refetch } = useRole(name)
  if (error !== null && role === undefined)
    return (
      <SpaceBetween size="l">
        <Header variant="h1" actions={<ToButton to={rolesPath}>All roles</ToButton>}>
          <Said>{name}</Said>
        </Header>
        <Trouble of={error} doing="see this role" onRetry={refetch} />
      </SpaceBetween>
    )
  if (role === undefined) return <Waiting for="Loading the role" />
  return <Whole role={role} tab={isTab(tab) ? tab : 'trust'} />
}

function Whole({ role, tab }: { readonly role: ShownRole; readonly tab: Tab }) {
  const navigate = useNavigate()
  const [open, setOpen] = useState<'edit' | 'delete'>()
  const base = useHref('/')
  const fixed = role.ofCluster !== undefined
  const tabs: readonly (readonly [Tab, string, ReactNode])[] = [
    ['trust', 'Trust', <TrustTab key="trust" role={role} />],
    ['permissions', 'Permissions', <PermissionsTab key="permissions" role={role} />],
    ['boundary', 'Permissions boundary', <BoundaryTab key="boundary" role={role} />],
    ['tags', 'Tags', <TagsTab key="tags" role={role} />],
    ['used-by', 'Used by', <UsedByTab key="used-by" role={role} />],
    ['test', 'Test', <TestTab key="test" role={role} />],
  ]
  return (
    <SpaceBetween size="l">
      <Header
        variant="h1"
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button disabled={fixed} onClick={() => setOpen('edit')}>
              Edit
            </Button>
            <Button disabled={fixed} onClick={() => setOpen('delete')}>
              Delete
            </Button>
          </SpaceBetween>
        }
      >
        <Said>{role.name}</Said>
      </Header>
      {role.ofCluster === undefined ? null : (
        <Alert type="info" header="This role belongs to a cluster">
          The registration of the cluster{' '}
          <To to={`/clusters/${part(role.ofCluster)}`}>
            <Said>{role.ofCluster}</Said>
          </To>{' '}
          made it for what runs there. It cannot be modified, and goes with the cluster.
        </Alert>
      )}
      <Overview role={role} />
      <Tabs
        ariaLabel="Of this role"
        activeTabId={tab}
        onChange={({ detail }) => {
          if (isTab(detail.activeTabId)) navigate(rolePath(role.name, detail.activeTabId))
        }}
        tabs={tabs.map(([id, label, content]) => ({
          id,
          label,
          href: base.replace(/\/$/, '') + rolePath(role.name, id),
          content: id === tab ? content : null,
        }))}
      />
      {open === 'edit' ? <EditRole role={role} onClose={() => setOpen(undefined)} /> : null}
      {open === 'delete' ? <DeleteRole role={role} onClose={() => setOpen(undefined)} /> : null}
    </SpaceBetween>
  )
}
