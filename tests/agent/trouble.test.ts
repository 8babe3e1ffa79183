import { expect, test } from 'bun:test'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ours, startAgentProcess } from './command'
import { scriptedUpstream } from './scripted-upstream'
import { token } from './tokens'
import { agentWorld } from './world'

// What is wrong around the agent is told in words, and costs no more than it must.

test('a state folder that cannot be used is told, and pods are served', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'podid-trouble-'))
  writeFileSync(join(folder, 'file'), '')
  symlinkSync(tmpdir(), join(folder, 'link'))
  for (const [stateDir, why] of [
    [join(folder, 'file'), 'EEXIST'],
    [join(folder, 'file', 'below'), 'ENOTDIR'],
    [join(folder, 'link'), 'it is no folder'],
    ['/proc/podid', 'ENOENT'],
  ] as const) {
    const world = await agentWorld({ stateDir })
    const line = world.log.find((it) => String(it.msg).startsWith('nothing is kept over a restart'))
    expect(String(line?.why)).toContain(why)
    expect((await world.ask(await token())).status).toBe(200)
    await world.stop()
  }
  rmSync(folder, { recursive: true, force: true })
})

test('a port that another program holds is named, with the remedy, and the exit code is 1', async () => {
  const other = createServer((socket) => socket.destroy())
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const address = other.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const upstream = scriptedUpstream()
  for (const [taken, flag] of [
    [{ port }, '--port'],
    [{ probePort: port }, '--probe-port'],
    [{ metricsPort: port }, '--metrics-port'],
  ] as const)
    await expect(startAgentProcess(ours, { endpoint: upstream.url, ...taken })).rejects.toThrow(
      `Port ${port} of 127.0.0.1 is taken. Stop the program that uses it, or choose another with ${flag}.`,
    )
  other.close()
  await upstream.stop()
})
