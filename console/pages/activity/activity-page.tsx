import Button from '@cloudscape-design/components/button'
import Header from '@cloudscape-design/components/header'
import LiveRegion from '@cloudscape-design/components/live-region'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Toggle from '@cloudscape-design/components/toggle'
import { lazy, Suspense } from 'react'
import { useSearchParams } from 'react-router'
import { useCrumbs } from '../../frame/crumbs'
import { usePanel } from '../../frame/panel'
import { Waiting } from '../../frame/waiting'
import { Listing } from '../../shown/listing'
import { ToButton } from '../../shown/to'
import { useListing } from '../../shown/use-listing'
import { callColumns, exchangeColumns } from './activity-columns'
import { ActivityFilter } from './activity-filter'
import { isFiltered, readFilters, writeFilters } from './filters'
import { RecordPanel } from './record-panel'
import type { Recorded } from './recorded'
import { useActivity } from './use-activity'
import { useHeld, useScrolled } from './use-held'

const OverTime = lazy(() => import('./over-time'))

/** Who used which role when? */
export function ActivityPage() {
  useCrumbs([{ text: 'Activity', to: '/activity' }])
  const [params, setParams] = useSearchParams()
  const filters = readFilters(params)
  const question = String(writeFilters(new URLSearchParams(), filters))
  const open = params.get('record') ?? undefined
  const change = (edit: (next: URLSearchParams) => URLSearchParams, replace = false) =>
    setParams((before) => edit(new URLSearchParams(before)), { replace })
  const without = (name: string) => (next: URLSearchParams) => {
    next.delete(name)
    return next
  }
  const link = ({ id }: Recorded) => {
    const next = new URLSearchParams(params)
    next.set('record', id)
    return `/activity?${next}`
  }
  const columns = (filters.kind === 'exchanges' ? exchangeColumns : callColumns)(link)
  const state = useListing(
    `activity-${filters.kind === 'exchanges' ? 'exchanges' : 'calls'}`,
    columns.map(({ id }) => id),
    question,
  )
  const live = params.get('live') !== 'off' && filters.to === undefined
  const { data, error, isPending, refetch } = useActivity(filters, {
    ...{ question, most: state.preferences.pageSize, nextToken: state.nextToken },
    live: live && state.page === 1,
  })
  const scrolled = useScrolled()
  const page = `${question}|${state.preferences.pageSize}|${state.page}`
  const { shown, waiting, show } = useHeld(page, data, state.page === 1 && (scrolled || open !== undefined))

  usePanel(open, <RecordPanel id={open ?? ''} />, () => change(without('record')))

  return (
    <SpaceBetween size="l">
      <Header
        variant="h1"
        description="Who used which role when, from the audit records."
        actions={
          <SpaceBetween direction="horizontal" size="s" alignItems="center">
            <Live checked={live} disabled={filters.to !== undefined} onChange={(on) => change(liveness(on), true)} />
            <Button iconName="refresh" ariaLabel="Look again" onClick={() => refetch()} />
          </SpaceBetween>
        }
      >
        Activity
      </Header>
      <ActivityFilter filters={filters} onChange={(next) => change((it) => writeFilters(it, next))} />
      <Suspense fallback={<Waiting for="Loading the chart" />}>
        <OverTime filters={filters} question={question} live={live} />
      </Suspense>
      <Listing
        state={state}
        title={titles[filters.kind]}
        actions={
          <LiveRegion>
            {waiting === 0 ? null : (
              <Button
                iconName="angle-up"
                onClick={() => {
                  show()
                  scrollTo({ top: 0 })
                }}
              >
                {`Show ${waiting} new`}
              </Button>
            )}
          </LiveRegion>
        }
        columns={columns}
        idOf={({ id }) => id}
        items={shown?.records}
        loading={isPending}
        trouble={error}
        doing="look up activity"
        onRetry={refetch}
        nextToken={shown?.nextToken}
        empty={{
          title: 'No exchanges yet',
          text: 'They appear here as soon as a pod asks for credentials.',
          action: <ToButton to="/activity?kind=all">Show all calls</ToButton>,
        }}
        filtered={
          isFiltered(filters)
            ? { clear: <Further token={shown?.nextToken} onLook={(token) => state.turn(state.page + 1, token)} /> }
            : undefined
        }
      />
    </SpaceBetween>
  )
}

const titles = { exchanges: 'Exchanges of credentials', changes: 'Changes', all: 'All calls' } as const

const liveness = (on: boolean) => (next: URLSearchParams) => {
  if (on) next.delete('live')
  else next.set('live', 'off')
  return next
}

function Live(props: {
  readonly checked: boolean
  readonly disabled: boolean
  readonly onChange: (on: boolean) => void
}) {
  return (
    <Toggle checked={props.checked} disabled={props.disabled} onChange={({ detail }) => props.onChange(detail.checked)}>
      Live
    </Toggle>
  )
}

/** Nothing fits: what was not looked at may. */
function Further({ token, onLook }: { readonly token: string | undefined; readonly onLook: (token: string) => void }) {
  return (
    <SpaceBetween direction="horizontal" size="xs">
      {token === undefined ? null : <Button onClick={() => onLook(token)}>Look through older records</Button>}
      <ToButton to="/activity">Clear filters</ToButton>
    </SpaceBetween>
  )
}
