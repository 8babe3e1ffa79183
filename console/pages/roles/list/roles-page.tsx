import Button from '@cloudscape-design/components/button'
import TextFilter from '@cloudscape-design/components/text-filter'
import { useEffect, useState } from 'react'
import { useSearchParams } from 'react-router'
import { useAsk } from '../../../asking/use-ask'
import { useCrumbs } from '../../../frame/crumbs'
import { Listing } from '../../../shown/listing'
import { ToButton } from '../../../shown/to'
import { useListing } from '../../../shown/use-listing'
import { newRolePath, rolesPath } from '../paths'
import { columns } from './columns'
import { paramsOf, type RoleSearch, searchOf } from './search'

const ids = columns.map(({ id }) => id)

/** Which roles are there, and which may pods be given? */
export function RolesPage() {
  useCrumbs([{ text: 'Roles', to: rolesPath }])
  const [params, setParams] = useSearchParams()
  const search = searchOf(params)
  const change = (next: Partial<RoleSearch>) => setParams(paramsOf({ ...search, ...next }), { replace: true })
  const state = useListing('roles', ids, JSON.stringify(search))
  const { data, error, isPending, refetch } = useAsk(
    'podid',
    'SearchRoles',
    {
      nameContains: search.name === '' ? undefined : search.name,
      sortBy: search.by,
      sortDirection: search.descending ? 'DESCENDING' : 'ASCENDING',
      maxResults: state.preferences.pageSize,
      nextToken: state.nextToken,
    },
    { keep: true },
  )
  const count = useCount(JSON.stringify(search), data?.count)
  return (
    <Listing
      variant="full-page"
      state={state}
      title="Roles"
      count={count}
      description="What pods may be given: who may assume each, and what it permits."
      actions={
        <ToButton to={newRolePath} variant="primary">
          Create role
        </ToButton>
      }
      filter={<NameFilter value={search.name} onChange={(name) => change({ name })} count={count} />}
      columns={columns}
      idOf={({ roleName }) => roleName}
      items={data?.roles}
      loading={isPending}
      trouble={error}
      doing="list roles"
      onRetry={refetch}
      nextToken={data?.nextToken}
      sorting={{
        now: search,
        onChange: ({ by, descending }) => change({ by: by === 'CREATED' ? 'CREATED' : 'NAME', descending }),
      }}
      filtered={
        search.name === ''
          ? undefined
          : { clear: <Button onClick={() => change({ name: '' })}>Clear the filter</Button> }
      }
      empty={{
        title: 'No roles yet',
        text: 'A role says what a pod may do. An association gives it to a service account.',
        action: <ToButton to={newRolePath}>Create role</ToButton>,
      }}
    />
  )
}

/** The first page tells how many there are; the others are of the same question. */
function useCount(question: string, told: number | undefined): number | undefined {
  const [known, setKnown] = useState<{ readonly question: string; readonly count: number }>()
  useEffect(() => {
    if (told !== undefined) setKnown({ question, count: told })
  }, [question, told])
  return told ?? (known?.question === question ? known.count : undefined)
}

/** Asks when typing has paused. */
function NameFilter({
  value,
  onChange,
  count,
}: {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly count: number | undefined
}) {
  const [text, setText] = useState(value)
  useEffect(() => setText(value), [value])
  return (
    <TextFilter
      filteringText={text}
      filteringAriaLabel="Find roles by name"
      filteringPlaceholder="Find roles by name"
      filteringClearAriaLabel="Clear"
      countText={value === '' || count === undefined ? '' : count === 1 ? '1 role' : `${count} roles`}
      onChange={({ detail }) => setText(detail.filteringText.slice(0, 64))}
      onDelayedChange={({ detail }) => onChange(detail.filteringText.slice(0, 64).trim())}
    />
  )
}
