/** One step of a migration. Index values are always made by what the table declares now, so a step only names the index. */
export type Step =
  | { readonly kind: 'table'; readonly table: string; readonly indexes: readonly string[] }
  | { readonly kind: 'index'; readonly table: string; readonly index: string }
  | { readonly kind: 'rows'; readonly table: string; readonly change: (row: unknown, key: string) => unknown }
  | { readonly kind: 'no index'; readonly table: string; readonly index: string }
  | { readonly kind: 'no table'; readonly table: string }
  /** Rows go over to a table without indexes. */
  | { readonly kind: 'move'; readonly table: string; readonly to: string; readonly which: (row: unknown) => boolean }
  /** Rows that are listed by their keys lie side by side, where the engine can have it so. */
  | { readonly kind: 'key order'; readonly table: string }

/** Never changed once released: a store that has it does not run it again. */
export interface Migration {
  readonly version: number
  readonly name: string
  readonly steps: readonly Step[]
}

const index = (name: string, ...indexes: readonly string[]): readonly Step[] =>
  indexes.map((it) => ({ kind: 'index', table: name, index: it }))

const table = (name: string, ...indexes: readonly string[]): Step => ({ kind: 'table', table: name, indexes })

/** From nothing to today's tables, in order; versions count up from 1. */
export const migrations: readonly Migration[] = [
  {
    version: 1,
    name: 'the tables of the first version',
    steps: [
      table('clusters', 'byId'),
      table('cluster_keys', 'byCluster'),
      table('associations', 'byId', 'byServiceAccount', 'byRole', 'byOwner'),
      table('addons'),
      table('kept_answers', 'byTime'),
      table('roles', 'byId', 'byPath', 'byCluster'),
      table('users', 'byId', 'byPath'),
      table('access_keys', 'byUser'),
      table('policies', 'byName', 'byPath'),
      table('attachments'),
      table('oidc_providers', 'byUrl'),
      table('signing_keys'),
      table('buckets'),
      table('objects'),
      table('uploads', 'byId'),
      table('upload_parts'),
      table('events', 'byTime', 'byName', 'byUser'),
      table('settings'),
    ],
  },
  {
    version: 2,
    name: 'updates of clusters and add-ons',
    steps: [table('updates', 'byResource', 'byTime')],
  },
  {
    version: 3,
    name: 'audit records are found by all that LookupEvents asks for, and whose a blob is',
    steps: [
      table('data_events'),
      { kind: 'move', table: 'events', to: 'data_events', which: (row) => isDataEvent(Object(row).record) },
      { kind: 'no index', table: 'events', index: 'byTime' },
      ...index('events', 'byAccessKey', 'byResource', 'bySecondResource'),
      ...index('objects', 'byBlob'),
      ...index('upload_parts', 'byBlob'),
      ...index('events', 'bySource', 'byReadOnly', 'byType', 'bySecondType'),
    ],
  },
  {
    version: 4,
    name: 'associations lie in the order of their keys',
    steps: [{ kind: 'key order', table: 'associations' }],
  },
  {
    version: 5,
    name: 'what clusters report, and associations by namespace, by service account and by the roles of a cluster',
    steps: [
      table('cluster_reports'),
      table('reported_items'),
      ...index(
        'associations',
        'byNamespace',
        'byAccountName',
        'byRoleNamespace',
        'byClusterRole',
        'byClusterNamespace',
      ),
      { kind: 'rows', table: 'roles', change: mayReport },
    ],
  },
  {
    version: 6,
    name: 'what the console asks for: codes to sign in with, associations by age, and exchanges that can be counted',
    steps: [
      table('sign_in_codes', 'byTime'),
      ...index('associations', 'byCreated', 'byClusterCreated'),
      ...index('events', 'byRefusedExchange', 'byRefusedExchangeAt'),
      { kind: 'rows', table: 'events', change: withErrorCode },
    ],
  },
]

/** Connectors of clusters that were registered before there were reports may report too. */
function mayReport(row: unknown): unknown {
  const { ofCluster, inline, name } = Object(row)
  if (ofCluster === undefined || !String(name).startsWith('podid-connector-')) return row
  return { ...Object(row), inline: inline.map(withReports) }
}

function withReports(policy: { readonly document: string }): unknown {
  const document = JSON.parse(policy.document)
  const [first, ...others] = document.Statement
  const Action = [...first.Action, 'podid:PutClusterReport', 'podid:SearchAssociations']
  return { ...policy, document: JSON.stringify({ ...document, Statement: [{ ...first, Action }, ...others] }) }
}

function withErrorCode(row: unknown): unknown {
  return { ...Object(row), errorCode: Object(JSON.parse(Object(row).record)).errorCode }
}

function isDataEvent(record: unknown): boolean {
  return Object(JSON.parse(String(record))).eventCategory === 'Data'
}
