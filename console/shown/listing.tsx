import Box from '@cloudscape-design/components/box'
import CollectionPreferences from '@cloudscape-design/components/collection-preferences'
import Header from '@cloudscape-design/components/header'
import Pagination from '@cloudscape-design/components/pagination'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Table, { type TableProps } from '@cloudscape-design/components/table'
import type { ReactNode } from 'react'
import type { Refusal } from '../asking/refusal'
import { Trouble } from './trouble'
import type { ListingState } from './use-listing'

export interface Column<Item> {
  readonly id: string
  readonly header: string
  readonly cell: (item: Item) => ReactNode
  /** The word by which the server sorts; absent: it cannot sort by this. */
  readonly sortBy?: string
  readonly isRowHeader?: boolean
  readonly minWidth?: number
}

export interface Sorting {
  readonly by: string
  readonly descending: boolean
}

interface Props<Item> {
  readonly state: ListingState
  readonly title: string
  /** Of all pages, where it is known. */
  readonly count?: number
  readonly description?: ReactNode
  readonly actions?: ReactNode
  readonly filter?: ReactNode
  readonly columns: readonly Column<Item>[]
  readonly idOf: (item: Item) => string
  /** What one is called, for those who hear the page. */
  readonly nameOf?: (item: Item) => string
  readonly items: readonly Item[] | undefined
  readonly loading: boolean
  readonly trouble: Refusal | null
  /** `list associations`. */
  readonly doing: string
  readonly onRetry: () => void
  readonly nextToken?: string
  readonly empty: { readonly title: string; readonly text?: ReactNode; readonly action?: ReactNode }
  /** Something is filtered: then "nothing" means "nothing like that". */
  readonly filtered?: { readonly clear: ReactNode }
  readonly sorting?: { readonly now: Sorting; readonly onChange: (next: Sorting) => void }
  readonly selection?: {
    readonly selected: readonly Item[]
    readonly onChange: (items: readonly Item[]) => void
    readonly single?: boolean
    /** Rows that cannot be chosen, and why. */
    readonly disabled?: (item: Item) => boolean
    readonly why?: string
  }
  readonly variant?: TableProps.Variant
}

/** A table whose pages and order are the server's: nothing loads them all. */
export function Listing<Item>(props: Props<Item>) {
  const { state, title, count, columns, idOf, items, trouble, sorting, selection, empty, filtered } = props
  if (trouble !== null && trouble.kind !== 'expired')
    return (
      <SpaceBetween size="m">
        <Header
          variant={props.variant === 'full-page' ? 'h1' : 'h2'}
          actions={props.actions}
          description={props.description}
        >
          {title}
        </Header>
        <Trouble of={trouble} doing={props.doing} onRetry={props.onRetry} />
      </SpaceBetween>
    )
  const definitions = columns.map((it) => ({
    ...it,
    sortingField: it.sortBy,
    header: it.header,
    cell: (item: Item) => it.cell(item),
  }))
  const sortingColumn = sorting === undefined ? undefined : definitions.find((it) => it.sortBy === sorting.now.by)
  return (
    <Table<Item>
      variant={props.variant}
      stickyHeader={props.variant === 'full-page'}
      resizableColumns
      items={items ?? []}
      trackBy={idOf}
      loading={props.loading && items === undefined}
      loadingText="Loading…"
      columnDefinitions={definitions}
      columnDisplay={columns.map(({ id }) => ({ id, visible: state.preferences.columns.includes(id) }))}
      wrapLines={state.preferences.wrapLines}
      stripedRows={state.preferences.striped}
      sortingDisabled={sorting === undefined}
      sortingColumn={sortingColumn}
      sortingDescending={sorting?.now.descending}
      onSortingChange={({ detail }) => {
        const by = detail.sortingColumn.sortingField
        if (by !== undefined) sorting?.onChange({ by, descending: detail.isDescending === true })
      }}
      selectionType={selection === undefined ? undefined : selection.single === true ? 'single' : 'multi'}
      selectedItems={[...(selection?.selected ?? [])]}
      onSelectionChange={({ detail }) => selection?.onChange(detail.selectedItems)}
      isItemDisabled={selection?.disabled}
      ariaLabels={{
        tableLabel: title,
        selectionGroupLabel: `Choose from ${title}`,
        allItemsSelectionLabel: () => 'Choose all of this page',
        itemSelectionLabel: (_, item) =>
          selection?.disabled?.(item) === true
            ? `${(props.nameOf ?? idOf)(item)} cannot be chosen. ${selection.why ?? ''}`
            : `Choose ${(props.nameOf ?? idOf)(item)}`,
      }}
      header={
        <Header
          variant={props.variant === 'full-page' ? 'awsui-h1-sticky' : 'h2'}
          counter={counterOf(count, selection?.selected.length)}
          description={props.description}
          actions={props.actions}
        >
          {title}
        </Header>
      }
      filter={props.filter}
      pagination={<Pages state={state} nextToken={props.nextToken} count={count} />}
      preferences={<Choices state={state} columns={columns} />}
      empty={
        filtered === undefined ? (
          <Nothing {...empty} />
        ) : (
          <Nothing title="Nothing like that" text="No row fits what you filter for." action={filtered.clear} />
        )
      }
    />
  )
}

function counterOf(count: number | undefined, chosen: number | undefined): string | undefined {
  if (count === undefined) return undefined
  return chosen === undefined || chosen === 0 ? `(${count})` : `(${chosen}/${count})`
}

function Nothing({
  title,
  text,
  action,
}: {
  readonly title: string
  readonly text?: ReactNode
  readonly action?: ReactNode
}) {
  return (
    <Box textAlign="center" color="inherit" padding={{ vertical: 'm' }}>
      <SpaceBetween size="s">
        <Box variant="strong" color="inherit">
          {title}
        </Box>
        {text === undefined ? null : <Box color="inherit">{text}</Box>}
        {action}
      </SpaceBetween>
    </Box>
  )
}

function Pages({
  state,
  nextToken,
  count,
}: {
  readonly state: ListingState
  readonly nextToken: string | undefined
  readonly count: number | undefined
}) {
  const last = nextToken === undefined
  const known = count === undefined ? undefined : Math.max(1, Math.ceil(count / state.preferences.pageSize))
  return (
    <Pagination
      currentPageIndex={state.page}
      pagesCount={last ? state.page : Math.max(state.page + 1, Math.min(known ?? 0, state.page + 1))}
      openEnd={!last && (known === undefined || known > state.page + 1)}
      onChange={({ detail }) => state.turn(detail.currentPageIndex, nextToken)}
    />
  )
}

function Choices<Item>({
  state,
  columns,
}: {
  readonly state: ListingState
  readonly columns: readonly Column<Item>[]
}) {
  const { preferences, prefer } = state
  return (
    <CollectionPreferences
      title="How this table looks"
      confirmLabel="Save"
      cancelLabel="Cancel"
      preferences={{
        pageSize: preferences.pageSize,
        wrapLines: preferences.wrapLines,
        stripedRows: preferences.striped,
        visibleContent: preferences.columns,
      }}
      pageSizePreference={{
        title: 'Rows of a page',
        options: [10, 20, 50, 100].map((value) => ({ value, label: `${value} rows` })),
      }}
      wrapLinesPreference={{ label: 'Wrap lines', description: 'Show the whole text of each cell' }}
      stripedRowsPreference={{ label: 'Striped rows', description: 'Shade every second row' }}
      visibleContentPreference={{
        title: 'Columns',
        options: [
          {
            label: 'Columns',
            options: columns.map(({ id, header, isRowHeader }) => ({
              id,
              label: header,
              editable: isRowHeader !== true,
            })),
          },
        ],
      }}
      onConfirm={({ detail }) =>
        prefer({
          pageSize: detail.pageSize ?? preferences.pageSize,
          wrapLines: detail.wrapLines ?? preferences.wrapLines,
          striped: detail.stripedRows ?? preferences.striped,
          columns: detail.visibleContent ?? preferences.columns,
        })
      }
    />
  )
}
