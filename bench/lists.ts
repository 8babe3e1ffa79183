import { exchanges } from './exchanging'
import { type Measured, measure } from './measure'
import { administratorKeys, inGroups, type Signing, signing } from './requests'
import { type Clusters, namespaces, roleArn, serverWith } from './stored'
import type { Row } from './table'

const each = 5_000
/** Clusters to create associations in, and how many of them each cluster may still take. */
const makers = 12
const room = 1_000

/** What lists, creates and exchanges cost with 5,000 associations stored and with 500,000, side by side. */
export async function lists(args: readonly string[]): Promise<readonly Row[]> {
  const small = await measured(1, 0, args)
  const big = await measured(100, each - room, args)
  return Object.keys(small).flatMap((what) => rows(what, small[what], big[what]))
}

function rows(what: string, small: Measured | undefined, big: Measured | undefined): readonly Row[] {
  if (small === undefined || big === undefined) throw new Error(`${what} was not measured.`)
  const row = (of: keyof Measured, unit: string, digits: number, aim = ''): Row => ({
    what: `${what}, ${unit}`,
    measured: `${small[of].toFixed(digits)} → ${big[of].toFixed(digits)}`,
    aim,
  })
  return [
    row('perSecond', 'a second', 0),
    row('cpu', 'processor time, µs', 0, 'no growth'),
    row('p50', 'p50 at half load, ms', 2),
    row('p99', 'p99 at half load, ms', 2),
  ]
}

/** `clusters` full ones to read from, and others that hold `held` associations each to create in. */
async function measured(
  clusters: number,
  held: number,
  args: readonly string[],
): Promise<Readonly<Record<string, Measured>>> {
  const full = Array.from({ length: clusters }, (_, n) => `full-${n}`)
  const open = Array.from({ length: makers }, (_, n) => `open-${n}`)
  const stored: Clusters = Object.fromEntries([...full.map((it) => [it, each]), ...open.map((it) => [it, held])])
  const server = await serverWith(stored, args)
  try {
    const sign = signing(server, 'eks', administratorKeys(server))
    return {
      'a page of 100 associations': await measure(server, await pages(sign, full, '')),
      'a page by namespace': await measure(server, await pages(sign, full, 'namespace')),
      'a page by service account': await measure(server, await pages(sign, full, 'serviceAccount')),
      CreatePodIdentityAssociation: await measure(server, await creates(sign, open), 2_000),
      'the exchange': await measure(server, await exchanges(server, full, each)),
    }
  } finally {
    await server.stop()
  }
}

/** First pages and later ones, of all clusters. */
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
  return inGroups(makers * room, 100, (n) => {
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
