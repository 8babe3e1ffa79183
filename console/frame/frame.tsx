import AppLayout, { type AppLayoutProps } from '@cloudscape-design/components/app-layout'
import BreadcrumbGroup from '@cloudscape-design/components/breadcrumb-group'
import SideNavigation from '@cloudscape-design/components/side-navigation'
import { useState } from 'react'
import { Outlet, useLocation, useNavigate, useNavigation } from 'react-router'
import { base } from '../place'
import { CrumbsAround, useCrumbsShown } from './crumbs'
import { NoticeBar } from './notices'
import { PanelAround, usePanelShown } from './panel'
import { TopBar } from './top-bar'

const places = [
  { type: 'link' as const, text: 'Clusters', href: `${base}/clusters` },
  { type: 'link' as const, text: 'Roles', href: `${base}/roles` },
  { type: 'divider' as const },
  { type: 'link' as const, text: 'Explain', href: `${base}/explain` },
  { type: 'link' as const, text: 'Activity', href: `${base}/activity` },
]

/** What stands around every page. */
export function Frame() {
  return (
    <CrumbsAround>
      <PanelAround>
        <Layout />
      </PanelAround>
    </CrumbsAround>
  )
}

function Layout() {
  const crumbs = useCrumbsShown()
  const panel = usePanelShown()
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const loading = useNavigation().state === 'loading'
  const [open, setOpen] = useState(window.innerWidth > 1000)
  const [preferences, setPreferences] = useState<AppLayoutProps.SplitPanelPreferences>({ position: 'side' })
  const follow = (event: { preventDefault(): void; detail: { href: string; external?: boolean } }) => {
    if (event.detail.external === true || !event.detail.href.startsWith(base)) return
    event.preventDefault()
    navigate(event.detail.href.slice(base.length))
  }
  const here = places.find((it) => it.type === 'link' && `${base}${pathname}`.startsWith(it.href))
  return (
    <>
      <div className="top" id="top">
        <TopBar />
      </div>
      <AppLayout
        headerSelector="#top"
        navigationOpen={open}
        onNavigationChange={({ detail }) => setOpen(detail.open)}
        navigation={
          <SideNavigation
            header={{ text: 'Pod Identity', href: `${base}/clusters` }}
            activeHref={here !== undefined && 'href' in here ? here.href : ''}
            items={places}
            onFollow={follow}
          />
        }
        breadcrumbs={
          <BreadcrumbGroup
            items={[
              { text: 'podid', href: `${base}/clusters` },
              ...crumbs.map(({ text, to }) => ({ text, href: base + to })),
            ]}
            onFollow={follow}
          />
        }
        notifications={<NoticeBar />}
        stickyNotifications
        toolsHide
        splitPanel={panel?.content}
        splitPanelPreferences={preferences}
        onSplitPanelPreferencesChange={({ detail }) => setPreferences(detail)}
        splitPanelOpen={panel !== undefined}
        onSplitPanelToggle={({ detail }) => {
          if (!detail.open) panel?.close()
        }}
        content={
          <div aria-busy={loading}>
            <Outlet />
          </div>
        }
      />
    </>
  )
}
