import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'

/**
 * A port of 127.0.0.1 for a program that must be told one. It is below those that the kernel gives to whoever asks for any and to
 * connections, so that tests beside this one do not get it before it is bound.
 */
export async function freePort(): Promise<number> {
  const lowest = lowestGiven()
  for (let tries = 0; tries < 100; tries += 1) {
    const port = lowest - 1 - Math.floor(Math.random() * 20_000)
    if (await isFree(port)) return port
  }
  throw new Error('no port is free.')
}

function lowestGiven(): number {
  const file = '/proc/sys/net/ipv4/ip_local_port_range'
  const lowest = existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : 0
  return lowest > 21_024 ? lowest : 32_768
}

function isFree(port: number): Promise<boolean> {
  const probe = createServer()
  return new Promise((resolve) => {
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
}
