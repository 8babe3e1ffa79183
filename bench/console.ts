import type { AuditEvent, Role } from '../src/domain'
import type { Store } from '../src/store'
import type { Server } from './machine'
import { administrator } from './requests'
import { account, namespaces, serverWith, trust } from './stored'
import type { Row } from './table'

const associations = 5_000
const roles = 1_000
const exchanges = 100_000
/** How often each page is asked for, once it was asked for a few times. */
const times = 30
const day = 86_400_000

const roleName = (n: number): string => `bench-role-${String(n % roles).padStart(4, '0')}`
const arnOf = (name: string): string => `arn:aws:iam::${account}:role/${name}`
const clusterArn = `arn:aws:eks:us-east-1:${account}:cluster/bench`

/** What a person waits for in the console: a page of each table, in each order and with each filter, one request after the other. */
export async function consolePages(args: readonly string[] = []): Promise<readonly Row[]> {
  const server = await serverWith({ bench: associations }, args, { roleOf: (n) => arnOf(roleName(n)), more })
  try {
    const rows: Row[] = []
    for (const [what, operation, input] of questions()) rows.push(await waited(server, what, operation, input))
    return rows
  } finally {
    await server.end()
  }
}

type Question = readonly [what: string, operation: string, input: Readonly<Record<string, unknown>>]

function questions(): readonly Question[] {
  const clusterName = 'bench'
  const orders = ['CLUSTER', 'NAMESPACE', 'SERVICE_ACCOUNT', 'ROLE', 'CREATED']
  const filters = {
    all: {},
    'of a cluster': { clusterName },
    'of a namespace': { clusterName, namespace: 'ns-7' },
    'by beginnings': { clusterName, namespacePrefix: 'ns-1', serviceAccountPrefix: 'app-1' },
    'of a role': { roleArn: arnOf(roleName(7)) },
  }
  const subject = { clusterName, namespace: 'ns-7', serviceAccount: 'app-7' }
  return [
    ...Object.entries(filters).flatMap(([name, filter]) =>
      orders.map(
        (sortBy): Question => [
          `associations, ${name}, by ${sortBy}`,
          'SearchAssociations',
          { ...filter, sortBy, sortDirection: 'DESCENDING' },
        ],
      ),
    ),
    ['roles by name', 'SearchRoles', {}],
    ['roles by name, for one service account', 'SearchRoles', subject],
    ['roles by a beginning', 'SearchRoles', { namePrefix: 'bench-role-05' }],
    ['roles by a piece of the name', 'SearchRoles', { nameContains: '99', ...subject }],
    ['roles by age', 'SearchRoles', { sortBy: 'CREATED', sortDirection: 'DESCENDING' }],
    [`activity of a day by the hour (${exchanges} exchanges)`, 'GetActivity', {}],
    ['the same, of a cluster', 'GetActivity', { clusterName }],
    ['the same, by five minutes', 'GetActivity', { periodSeconds: 300 }],
    ['what a pod lacks', 'ExplainPodIdentity', subject],
  ]
}

async function waited(
  server: Server,
  what: string,
  operation: string,
  input: Readonly<Record<string, unknown>>,
): Promise<Row> {
  const admin = administrator(server)
  const took: number[] = []
  for (let n = 0; n < times + 3; n += 1) {
    const began = performance.now()
    await admin.call('podid', operation, input)
    if (n >= 3) took.push(performance.now() - began)
  }
  took.sort((a, b) => a - b)
  const measured = `${(took[times / 2] ?? 0).toFixed(1)} / ${(took.at(-1) ?? 0).toFixed(1)}`
  return { what: `${what}: p50 / slowest, ms`, measured, aim: '< 200' }
}

/** The roles, and the records of a day of exchanges: one of fifty was refused. */
async function more(store: Store): Promise<void> {
  const now = Date.now()
  await inChanges(store, roles, async (tx, n) => {
    const name = roleName(n)
    await tx.roles.insert(name, role(name, n))
  })
  await inChanges(store, exchanges, async (tx, n) => {
    const event = exchanged(now - day + (n * day) / exchanges, n)
    await tx.events.insert(event.eventId, event)
  })
}

async function inChanges(
  store: Store,
  count: number,
  work: (tx: Pick<Store, 'roles' | 'events'>, n: number) => Promise<void>,
): Promise<void> {
  for (let from = 0; from < count; from += 1_000)
    await store.change(async (tx) => {
      for (let n = from; n < Math.min(from + 1_000, count); n += 1) await work(tx, n)
    })
}

function role(name: string, n: number): Role {
  const condition = { StringEquals: { 'aws:RequestTag/kubernetes-namespace': `ns-${n % namespaces}` } }
  const [statement] = JSON.parse(trust).Statement
  const conditional = JSON.stringify({ Version: '2012-10-17', Statement: [{ ...statement, Condition: condition }] })
  const document = JSON.stringify({
    Version: '2012-10-17',
    Statement: Array.from({ length: 20 }, (_, at) => ({
      ...{ Sid: `S${at}`, Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'] },
      Resource: `arn:aws:s3:::bucket-${n}-${at}/*`,
    })),
  })
  return {
    ...{ name, path: '/', arn: arnOf(name), id: `AROA${String(n).padStart(17, 'A')}`, tags: [], attached: [] },
    ...{ inline: [{ name: 'all', document }], trust: n % 2 === 0 ? trust : conditional, maxSessionDuration: 3_600 },
    createdAt: 1_700_000_000_000 + ((n * 7_919) % roles) * 1_000,
  }
}

function exchanged(at: number, n: number): AuditEvent {
  const eventId = Bun.randomUUIDv7('hex', Math.floor(at))
  return {
    ...{ eventId, at, eventName: 'AssumeRoleForPodIdentity', eventSource: 'eks-auth.amazonaws.com', readOnly: true },
    ...{ username: 'podid-agent', accessKeyId: `ASIA${n % 50}`, errorCode: n % 50 === 0 ? 'AccessDenied' : undefined },
    resources: [{ type: 'AWS::EKS::Cluster', name: clusterArn }],
    record: JSON.stringify({ eventID: eventId, additionalEventData: { roleArn: arnOf(roleName(n)) } }),
  }
}
