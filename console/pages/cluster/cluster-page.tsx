import ContentLayout from '@cloudscape-design/components/content-layout'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Tabs from '@cloudscape-design/components/tabs'
import { Outlet, useLocation, useNavigate } from 'react-router'
import { useCrumbs } from '../../frame/crumbs'
import { Waiting } from '../../frame/waiting'
import { base } from '../../place'
import { Said } from '../../shown/said'
import { part } from '../../shown/to'
import { Trouble } from '../../shown/trouble'
import { ClusterActions } from './cluster-actions'
import { ClusterInfo } from './cluster-info'
import { useCluster } from './use-cluster'

const tabs = [
  { id: '', label: 'Overview' },
  { id: 'add-ons', label: 'Add-ons' },
  { id: 'access', label: 'Access' },
]

/** One cluster: what it is, what is installed there, and who acts as what. */
export function ClusterPage() {
  const { name, cluster, error, refetch } = useCluster()
  const here = `/clusters/${part(name)}`
  const { pathname } = useLocation()
  const navigate = useNavigate()
  const active = tabs.find(({ id }) => id !== '' && pathname.replace(/\/$/, '').endsWith(`/${id}`))?.id ?? ''
  const label = tabs.find(({ id }) => id === active)?.label ?? ''
  useCrumbs([
    { text: 'Clusters', to: '/clusters' },
    { text: name, to: here },
    ...(active === '' ? [] : [{ text: label, to: `${here}/${active}` }]),
  ])
  if (cluster === undefined && error !== null && error.kind !== 'expired')
    return <Trouble of={error} doing="see this cluster" onRetry={refetch} />
  if (cluster === undefined) return <Waiting for="Loading the cluster" />
  return (
    <ContentLayout
      header={
        <Header variant="h1" actions={<ClusterActions cluster={cluster} />}>
          <Said>{name}</Said>
        </Header>
      }
    >
      <SpaceBetween size="l">
        {error === null || error.kind === 'expired' ? null : (
          <Trouble of={error} doing="see this cluster" onRetry={refetch} />
        )}
        <ClusterInfo cluster={cluster} />
        <Tabs
          activeTabId={active}
          onChange={(event) => {
            navigate(event.detail.activeTabId === '' ? here : `${here}/${event.detail.activeTabId}`)
          }}
          tabs={tabs.map((tab) => ({
            ...tab,
            href: `${base}${here}${tab.id === '' ? '' : `/${tab.id}`}`,
            content: tab.id === active ? <Outlet /> : null,
          }))}
        />
      </SpaceBetween>
    </ContentLayout>
  )
}
