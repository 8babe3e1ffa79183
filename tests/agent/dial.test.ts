import { expect, test } from 'bun:test'
import { connect, createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { dial } from '../../src/agent/dial'
import { freePort } from '../free-port'
import { until } from '../until'

test('an address that swallows packets is given up after the time to dial, in words', async () => {
  const child = Bun.spawn([process.execPath, join(import.meta.dir, 'full-backlog.ts')], { stdout: 'pipe' })
  const knocking: Socket[] = []
  try {
    const { value } = await child.stdout.getReader().read()
    const port = Number(new TextDecoder().decode(value))
    // Fills its queue, however long the kernel lets it be.
    for (let n = 0; n < 600; n += 1) knocking.push(connect({ host: '127.0.0.1', port }).on('error', () => {}))
    let began = 0
    const given = () => {
      began = performance.now()
      return dial('127.0.0.1', port, 500).then(
        () => '',
        (why) => String(why.message),
      )
    }
    let said = ''
    await until('the queue is full', async () => {
      said = await given()
      return said !== ''
    })
    expect(said).toBe(`EKS Auth cannot be reached at 127.0.0.1:${port}: no connection within 500 ms.`)
    expect(performance.now() - began).toBeGreaterThanOrEqual(490)
  } finally {
    for (const it of knocking) it.destroy()
    child.kill('SIGKILL')
    await child.exited
  }
})

test('where nothing listens is told at once; where something does is well, IPv6 in brackets too', async () => {
  const port = await freePort()
  await expect(dial('127.0.0.1', port, 60_000)).rejects.toThrow(`127.0.0.1:${port}: ECONNREFUSED.`)
  await expect(dial('host.invalid', port, 60_000)).rejects.toThrow('EKS Auth cannot be reached at host.invalid')
  const server = createServer()
  const host = await new Promise<string>((resolve) => {
    server.once('error', () => server.listen(port, '127.0.0.1', () => resolve('127.0.0.1')))
    server.listen(port, '::1', () => resolve('[::1]'))
  })
  await dial(host, port, 60_000)
  server.close()
})
