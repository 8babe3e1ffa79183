import { createServer } from 'node:net'
import { Failure } from './failure'
import { agentsOf, type LocalAgent, readAgent, writeAgent } from './running'

/** Given out by this process, so that two programs that start at once do not get the same. */
const given = new Set<number>()

/**
 * The address of a cluster's agent outlives restarts, since pods keep it in their environment. `moved` tells that it could not: something
 * else listens there.
 */
export async function agentAddress(data: string, cluster: string): Promise<LocalAgent & { readonly moved: boolean }> {
  const former = await readAgent(data, cluster)
  const kept = former !== undefined && (await isFree(former.port))
  const port = kept ? former.port : await freePort(await portsOfAgents(data))
  given.add(port)
  const agent = { port, url: `http://127.0.0.1:${port}` }
  await writeAgent(data, cluster, agent)
  return { ...agent, moved: former !== undefined && !kept }
}

/** A free port that no agent of this data folder has, even while it is at rest. */
export async function otherPort(data: string): Promise<number> {
  return freePort(await portsOfAgents(data))
}

async function portsOfAgents(data: string): Promise<ReadonlySet<number>> {
  const clusters = await agentsOf(data)
  const agents = await Promise.all(clusters.map((cluster) => readAgent(data, cluster)))
  return new Set(agents.flatMap((agent) => (agent === undefined ? [] : [agent.port])))
}

async function freePort(avoid: ReadonlySet<number>): Promise<number> {
  for (let tries = 0; tries < 100; tries += 1) {
    const port = await listenOnce(0)
    if (port === undefined || avoid.has(port) || given.has(port)) continue
    given.add(port)
    return port
  }
  throw new Failure('This machine has no free port left.')
}

async function isFree(port: number): Promise<boolean> {
  return (await listenOnce(port)) === port
}

/** The port listened on for a moment; undefined when that is not possible. */
function listenOnce(wanted: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(undefined))
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : undefined))
    })
  })
}
