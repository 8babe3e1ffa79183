import { afterAll, expect, test } from 'bun:test'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { agentAddress, otherPort } from './ports'

const data = mkdtempSync(join(tmpdir(), 'podid-ports-'))
afterAll(() => rmSync(data, { recursive: true, force: true }))

test.skipIf(process.platform !== 'linux')('an agent’s port is none that a connection could be given', async () => {
  const lowest = Number.parseInt(readFileSync('/proc/sys/net/ipv4/ip_local_port_range', 'utf8'), 10)
  const ports = [(await agentAddress(data, 'blue')).port]
  for (let n = 0; n < 20; n += 1) ports.push(await otherPort(data))
  expect(new Set(ports).size).toBe(21)
  for (const port of ports) expect(port).toBeLessThan(lowest)
})

test('stays, and moves when another program has it', async () => {
  const first = await agentAddress(data, 'green')
  expect(await agentAddress(data, 'green')).toEqual({ ...first, moved: false })
  const other = createServer()
  await new Promise<void>((done) => other.listen(first.port, '127.0.0.1', done))
  const second = await agentAddress(data, 'green')
  expect([second.moved, second.port !== first.port]).toEqual([true, true])
  other.close()
})
