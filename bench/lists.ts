import { exchanges } from './exchanging'
import { type Measured, measure } from './measure'
import { administratorKeys, inGroups, type Signing, signing } from './requests'
import { namespaces, roleArn, serverWith } from './stored'
import type { Row } from './table'

const each = 5_000
const creating = 'CreatePodIdentityAssociation'
/** Creates that are made ready; each is sent once. */
const making = 12_000
/** So that the clusters take them, too. */
const quotas = ['--max-clusters', '200', '--associations-per-cluster', String(each + making)]

/** What lists, creates and exchanges cost with 5,000 associations stored and with 500,000, side by side. */
export async function lists(args: readonly string[]): Promise<readonly Row[]> {
  const small = await measured(1, args)
  const big = await measured(100, args)
  return Object.keys(small).flatMap((what) => rows(what, small[what], big[what]))
}

function rows(what: string, small: Measured | undefined, big: Measured | undefined): readonly Row[] {
  if (small === undefined || big === undefined) throw new Error(`${what} was not measured.`)
  // A create writes to every index, and those grow: what reads must not.
  const aim = what === creating ? '' : 'no growth'
  const row = (of: keyof Measured, unit: string, digits: number, aim = ''): Row => ({
    what: `${what}, ${unit}`,
    measured: `${small[of].toFixed(digits)} → ${big[of].toFixed(digits)}`,
    aim,
  })
  return [
    row('perSecond', 'a second', 0),
    row('cpu', 'processor time, µs', 0, aim),
    row('p50', 'p50 at half load, ms', 2),
    row('p99', 'p99 at half load, ms', 2),
  ]
}

async function measured(count: number, args: readonly string[]): Promise<Readonly<Record<string, Measured>>> {
  const clusters = Array.from({ length: count }, (_, n) => `bench-${n}`)
  const server = await serverWith(Object.fromEntries(clusters.map((it) => [it, each])), [...args, ...quotas])
  try {
    const sign = signing(server, 'eks', administratorKeys(server))
    return {
      'a page of 100 associations': await measure(server, await pages(sign, clusters, '')),
      'a page by namespace': await measure(server, await pages(sign, clusters, 'namespace')),
      'a page by service account': await measure(server, await pages(sign, clusters, 'serviceAccount')),
      'the exchange': await measure(server, await exchanges(server, clusters, each)),
      [creating]: await measure(server, await creates(sign, clusters), 2_000),
    }
  } finally {
    await server.end()
  }
}

/** First pages, of all clusters. */
function pages(sign: Signing, clusters: readonly string[], by: string): Promise<readonly string[]> {
  return inGroups(200, 50, (n) => {
    const cluster = clusters[n % clusters.length] ?? ''
    const filter = { '': '', namespace: `&namespace=ns-${n % namespaces}`, serviceAccount: `&serviceAccount=app-${n}` }
    return sign({
      method: 'GET',
      path: `/clusters/${cluster}/pod-identity-associations?maxResults=100${Object(filter)[by]}`,
    })
  })
}

function creates(sign: Signing, clusters: readonly string[]): Promise<readonly string[]> {
  return inGroups(making, 100, (n) => {
    const cluster = clusters[n % clusters.length] ?? ''
    const body = {
      namespace: `new-${n % namespaces}`,
      serviceAccount: `app-${n}`,
      roleArn,
      clientRequestToken: crypto.randomUUID(),
    }
    return sign({ method: 'POST', path: `/clusters/${cluster}/pod-identity-associations`, body })
  })
}
