import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { Failure } from './failure'
import { agentsOf, type LocalAgent, readAgent, writeAgent } from './running'

/** So many ports are chosen from. */
const below = 20_000
/** Where Linux begins to give ports to connections, unless it is set otherwise; other systems begin higher. */
const usual = 32_768

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

/**
 * Below the ports that the system gives to connections: there a client that asks for an agent which is just being started anew could be given
 * its very port, be connected to itself, and keep the agent from it. Where none of these is free, any is better than none.
 */
async function freePort(avoid: ReadonlySet<number>): Promise<number> {
  const lowest = await lowestGiven()
  for (let tries = 0; tries < 100; tries += 1) {
    const port = await listenOnce(tries < 50 ? lowest - 1 - Math.floor(Math.random() * below) : 0)
    if (port === undefined || avoid.has(port) || given.has(port)) continue
    given.add(port)
    return port
  }
  throw new Failure('This machine has no free port left.')
}

async function lowestGiven(): Promise<number> {
  const range = await readFile('/proc/sys/net/ipv4/ip_local_port_range', 'utf8').catch(() => '')
  const lowest = Number.parseInt(range, 10)
  return lowest > below + 1_024 ? lowest : usual
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
