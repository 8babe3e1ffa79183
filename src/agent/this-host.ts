import { readFile, writeFile } from 'node:fs/promises'
import type { Host } from './link-local'

/** This machine, by iproute2 and /proc. */
export const thisHost: Host = {
  async ip(...args) {
    const program = Bun.which('ip', { PATH: '/usr/sbin:/sbin:/usr/bin:/bin' })
    if (program === null) throw new Error("There is no 'ip' command here: install iproute2.")
    const child = Bun.spawn([program, ...args], {
      stdin: 'ignore',
      stdout: 'pipe',
      stderr: 'pipe',
      env: { LC_ALL: 'C' },
    })
    const [out, err, code] = await Promise.all([
      new Response(child.stdout).text(),
      new Response(child.stderr).text(),
      child.exited,
    ])
    return { code, out, err }
  },
  async hasIpv6() {
    const off = await readFile('/proc/sys/net/ipv6/conf/all/disable_ipv6', 'utf8').catch(() => '1')
    return off.trim() !== '1'
  },
  async setSysctl(name, value) {
    await writeFile(`/proc/sys/${name.replaceAll('.', '/')}`, `${value}\n`)
  },
}
