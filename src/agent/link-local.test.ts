import { describe, expect, test } from 'bun:test'
import { createLog } from '../program'
import { type Host, initialize, type Ran } from './link-local'

const ok: Ran = { code: 0, out: '', err: '' }
const fails = (err: string): Ran => ({ code: 2, out: '', err })

/** A machine that answers as said, the first pattern that fits a call; everything else succeeds and prints nothing. */
function machine(
  says: readonly (readonly [RegExp, Ran])[],
  given: { readonly ipv6?: boolean; readonly sysctl?: Error } = {},
): Host & { readonly ran: string[] } {
  const ran: string[] = []
  return {
    ran,
    async ip(...args) {
      ran.push(args.join(' '))
      return says.find(([pattern]) => pattern.test(args.join(' ')))?.[1] ?? ok
    },
    hasIpv6: async () => given.ipv6 ?? true,
    async setSysctl(name, value) {
      if (given.sysctl !== undefined) throw given.sysctl
      ran.push(`sysctl ${name}=${value}`)
    },
  }
}

async function told(host: Host): Promise<string> {
  const lines: string[] = []
  await initialize(host, createLog({ format: 'json', level: 'info', to: { write: (line) => lines.push(line) } }))
  return lines.join('')
}

const noLink = [/^link show/, fails('Device "pod-id-link0" does not exist.')] as const

describe('initialize', () => {
  test('makes link, addresses and routes, in the official order', async () => {
    const host = machine([noLink])
    const said = await told(host)
    expect(host.ran.filter((it) => !it.includes('show'))).toEqual([
      'link add pod-id-link0 type dummy',
      '-4 addr add 169.254.170.23/32 dev pod-id-link0',
      '-6 addr add fd00:ec2::23/128 dev pod-id-link0 nodad',
      'link set pod-id-link0 up',
      '-4 route add 169.254.170.23/32 dev pod-id-link0 table main proto boot scope global',
      '-6 route add fd00:ec2::23/128 dev pod-id-link0 table main proto boot',
      'sysctl net.ipv4.tcp_migrate_req=1',
    ])
    expect(said).toContain('the link-local addresses are there')
  })

  test('what is there already is left alone', async () => {
    const host = machine([
      [/addr show/, { ...ok, out: '7: pod-id-link0 inet 169.254.170.23/32 scope global\n' }],
      [/route show/, { ...ok, out: '169.254.170.23 dev pod-id-link0 scope link \n' }],
    ])
    await told(host)
    expect(host.ran.filter((it) => / add /.test(it))).toEqual([])
  })

  test('another process makes the same meanwhile: fine', async () => {
    const exists = fails('RTNETLINK answers: File exists')
    await told(machine([noLink, [/ add /, exists]]))
  })

  test('a kernel without dummy links: the addresses go to lo', async () => {
    const host = machine([noLink, [/^link add/, fails('RTNETLINK answers: Operation not supported')]])
    expect(await told(host)).toContain('this kernel has no dummy links; the addresses go to lo')
    expect(host.ran).toContain('-4 addr add 169.254.170.23/32 dev lo')
  })

  test('without NET_ADMIN it says which capability is missing', async () => {
    const host = machine([noLink, [/^link add/, fails('RTNETLINK answers: Operation not permitted')]])
    await expect(told(host)).rejects.toThrow('This needs the capability NET_ADMIN.')
  })

  test('a node without IPv6 gets IPv4 only', async () => {
    const host = machine([noLink], { ipv6: false })
    expect(await told(host)).toContain('this node has no IPv6; its address is left out')
    expect(host.ran.filter((it) => it.includes('fd00') || it.startsWith('-6'))).toEqual([])
  })

  test('IPv6 that fails is told and tolerated', async () => {
    const host = machine([noLink, [/^-6 addr add/, fails('RTNETLINK answers: Permission denied')]])
    expect(await told(host)).toContain('IPv6 could not be set up; going on without it')
    expect(host.ran).toContain('-4 route add 169.254.170.23/32 dev pod-id-link0 table main proto boot scope global')
  })

  test('IPv4 that fails is fatal', async () => {
    await expect(
      told(machine([noLink, [/^-4 addr add/, fails('RTNETLINK answers: Permission denied')]])),
    ).rejects.toThrow(
      'The address 169.254.170.23/32 cannot be added to pod-id-link0: RTNETLINK answers: Permission denied',
    )
    await expect(told(machine([noLink, [/^link set/, fails('no')]]))).rejects.toThrow('link set pod-id-link0 up failed')
    await expect(told(machine([noLink, [/^-4 route add/, fails('no')]]))).rejects.toThrow(
      'The route to 169.254.170.23/32',
    )
  })

  test('a route by another link is for a person to mend, in the official words', async () => {
    const host = machine([
      noLink,
      [/^-4 -o route show/, { ...ok, out: '169.254.170.23 dev eth0 scope link \n' }],
      [/^-o link show dev eth0/, { ...ok, out: '2: eth0: <UP>\n' }],
      [/^-o link show dev pod-id-link0/, { ...ok, out: '7: pod-id-link0: <UP>\n' }],
    ])
    await expect(told(host)).rejects.toThrow(
      'expected route 169.254.170.23/32 to be interface index 7 but is 2, please remove route and try again (7 is pod-id-link0, 2 is eth0)',
    )
  })

  test('tcp_migrate_req that may not be set is told with what follows, and is not fatal', async () => {
    const said = await told(machine([noLink], { sysctl: new Error('EROFS: read-only file system') }))
    expect(said).toContain('net.ipv4.tcp_migrate_req could not be set')
    expect(said).toContain('EROFS')
  })
})
