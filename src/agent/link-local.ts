import type { Log } from '../program'

/** The addresses that SDKs know, by family (agent-and-webhook.md A.10). */
export const linkLocal = { v4: '169.254.170.23', v6: 'fd00:ec2::23' } as const
const link = 'pod-id-link0'

/** What `ip` printed, or why it failed. */
export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** This machine, as far as addresses are concerned. */
export interface Host {
  /** Runs iproute2's `ip`; throws when there is none. */
  ip(...args: readonly string[]): Promise<Ran>
  /** The kernel has IPv6, and it is not switched off. */
  hasIpv6(): Promise<boolean>
  /** Throws where this may not be done. */
  setSysctl(name: string, value: string): Promise<void>
}

/**
 * Makes the link-local addresses and the routes to them: on a `dummy` link where the kernel has such, else on `lo`. Safe to repeat. IPv4 must
 * succeed (throws else); IPv6 is done where the node has it, and its failure is told. Needs CAP_NET_ADMIN.
 */
export async function initialize(host: Host, log: Log): Promise<void> {
  const dev = await ownLink(host, log)
  await address(host, dev, `${linkLocal.v4}/32`)
  const v6 = await host.hasIpv6()
  if (v6) await tolerated(log, () => address(host, dev, `${linkLocal.v6}/128`))
  else log.info('this node has no IPv6; its address is left out')
  await must(host, 'link', 'set', dev, 'up')
  await route(host, '-4', `${linkLocal.v4}/32`, dev)
  if (v6) await tolerated(log, () => route(host, '-6', `${linkLocal.v6}/128`, dev))
  log.info(
    { link: dev, addresses: v6 ? [linkLocal.v4, linkLocal.v6] : [linkLocal.v4] },
    'the link-local addresses are there',
  )
  await migrating(host, log)
}

/** The name of the link: ours, made if it is not there, or `lo`. A link of our name is taken whatever its type, as the official agent does. */
async function ownLink(host: Host, log: Log): Promise<string> {
  if ((await host.ip('link', 'show', 'dev', link)).code === 0) return link
  const made = await host.ip('link', 'add', link, 'type', 'dummy')
  if (made.code === 0 || /File exists/.test(made.err)) return link
  if (/not permitted|permission/i.test(made.err))
    throw new Error(`The link ${link} cannot be made: ${made.err.trim()}. This needs the capability NET_ADMIN.`)
  log.info({ why: made.err.trim() }, 'this kernel has no dummy links; the addresses go to lo')
  return 'lo'
}

async function address(host: Host, dev: string, cidr: string): Promise<void> {
  const family = cidr.includes(':') ? '-6' : '-4'
  const there = await must(host, family, '-o', 'addr', 'show', 'dev', dev, 'to', cidr)
  if (there.trim() !== '') return
  // Without waiting for duplicates to be detected: nobody else is on this link, and a tentative address cannot be bound.
  const added = await host.ip(family, 'addr', 'add', cidr, 'dev', dev, ...(family === '-6' ? ['nodad'] : []))
  if (added.code !== 0 && !/File exists|already assigned/.test(added.err))
    throw new Error(`The address ${cidr} cannot be added to ${dev}: ${added.err.trim()}`)
}

/** In the main table. A route to just this address by another link would take pods elsewhere: that is for a person to mend. */
async function route(host: Host, family: '-4' | '-6', cidr: string, dev: string): Promise<void> {
  const there = await must(host, family, '-o', 'route', 'show', 'table', 'main', 'exact', cidr)
  const by = /\bdev (\S+)/.exec(there)?.[1]
  if (by === dev) return
  if (by !== undefined) {
    const [wanted, is] = [await indexOf(host, dev), await indexOf(host, by)]
    const official = `expected route ${cidr} to be interface index ${wanted} but is ${is}, please remove route and try again`
    throw new Error(`${official} (${wanted} is ${dev}, ${is} is ${by})`)
  }
  const plain = ['route', 'add', cidr, 'dev', dev, 'table', 'main', 'proto', 'boot']
  const added = await host.ip(family, ...plain, ...(family === '-4' ? ['scope', 'global'] : []))
  if (added.code !== 0 && !/File exists/.test(added.err))
    throw new Error(`The route to ${cidr} cannot be made: ${added.err.trim()}`)
}

async function indexOf(host: Host, dev: string): Promise<string> {
  return /^(\d+):/.exec(await must(host, '-o', 'link', 'show', 'dev', dev))?.[1] ?? dev
}

/** Connections that wait to be accepted by an agent that ends go to its successor; without this the kernel resets them. */
async function migrating(host: Host, log: Log): Promise<void> {
  try {
    await host.setSysctl('net.ipv4.tcp_migrate_req', '1')
    log.info('net.ipv4.tcp_migrate_req is 1: an upgrade of the agent drops no connection')
  } catch (why) {
    log.warn(
      { why: why instanceof Error ? why.message : 'unknown failure' },
      'net.ipv4.tcp_migrate_req could not be set: an upgrade of the agent may reset connections that wait to be accepted (SDKs try again)',
    )
  }
}

async function must(host: Host, ...args: readonly string[]): Promise<string> {
  const { code, out, err } = await host.ip(...args)
  if (code !== 0) throw new Error(`ip ${args.join(' ')} failed: ${err.trim()}`)
  return out
}

async function tolerated(log: Log, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (why) {
    log.warn(
      { why: why instanceof Error ? why.message : 'unknown failure' },
      'IPv6 could not be set up; going on without it',
    )
  }
}
