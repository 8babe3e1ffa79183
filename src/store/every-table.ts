import type { Table, TableSpec } from './table'
import { type Tables, tables } from './tables'

/** All tables, each made from its declaration. Written out, so that the compiler misses a table that is not. */
export function everyTable(make: <Row>(spec: TableSpec<Row>) => Table<Row>): Tables {
  return {
    clusters: make(tables.clusters),
    clusterKeys: make(tables.clusterKeys),
    associations: make(tables.associations),
    clusterReports: make(tables.clusterReports),
    reportedItems: make(tables.reportedItems),
    addons: make(tables.addons),
    updates: make(tables.updates),
    keptAnswers: make(tables.keptAnswers),
    roles: make(tables.roles),
    users: make(tables.users),
    accessKeys: make(tables.accessKeys),
    policies: make(tables.policies),
    attachments: make(tables.attachments),
    oidcProviders: make(tables.oidcProviders),
    signingKeys: make(tables.signingKeys),
    signInCodes: make(tables.signInCodes),
    buckets: make(tables.buckets),
    objects: make(tables.objects),
    uploads: make(tables.uploads),
    parts: make(tables.parts),
    events: make(tables.events),
    dataEvents: make(tables.dataEvents),
    settings: make(tables.settings),
  }
}
