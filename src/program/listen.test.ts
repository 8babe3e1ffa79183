import { afterEach, describe, expect, test } from 'bun:test'
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { until } from '../../tests/until'
import { ownCertificate } from './certificate'
import { type Listening, type ListenOptions, listen, PortTaken } from './listen'
import { createLog } from './log'
import { tlsFromFiles, watchTls } from './tls-files'

const open: Listening[] = []
const day = 86_400_000
const fresh = (): string => mkdtempSync(join(tmpdir(), 'podid-listen-'))

function start(options: Partial<ListenOptions> = {}): Listening {
  const listening = listen({
    host: '127.0.0.1',
    port: 0,
    answer: () => new Response('hello'),
    failed: () => new Response('failed', { status: 500 }),
    maxBody: 1000,
    idle: 10,
    ...options,
  })
  open.push(listening)
  return listening
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((it) => it.stop(100)))
})

/** The serial number of the certificate that a new connection is shown, after the chain was verified against `ca`. */
function shown(port: number, ca: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, ca, servername: 'localhost' }, () => {
      resolve(socket.getPeerCertificate().serialNumber)
      socket.destroy()
    })
    socket.on('error', reject)
  })
}

describe('listen', () => {
  test('answers, and says who asks', async () => {
    const { url } = start({ answer: (_, peer) => new Response(`${peer.address()} ${peer.secure}`) })
    expect(await (await fetch(url)).text()).toBe('127.0.0.1 false')
  })

  test.each(['0.0.0.0', '::'])('what listens at %s is told by an address that is one, and has it', async (host) => {
    const { url, port } = start({ host })
    expect(url).toBe(`http://127.0.0.1:${port}`)
    expect(await (await fetch(url)).text()).toBe('hello')
  })

  test('a taken port is told with the remedy, or a free one is used', async () => {
    const taken = createServer()
    await new Promise<void>((done) => taken.listen(0, '127.0.0.1', done))
    const address = taken.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    expect(() => start({ port })).toThrow(PortTaken)
    expect(start({ port, orFree: true }).port).not.toBe(port)
    taken.close()
  })

  test('a port shared for renewal is still refused when another has it', async () => {
    const folder = fresh()
    const tls = await ownCertificate(folder, ['localhost'], Date.now())
    const first = start({ tls, renewable: true })
    expect(() => start({ port: first.port, tls, renewable: true })).toThrow(PortTaken)
  })

  test('a body over the limit is refused', async () => {
    const { url } = start()
    expect((await fetch(url, { method: 'POST', body: 'x'.repeat(2000) })).status).toBe(413)
  })

  test('an exception becomes the last resort', async () => {
    const { url } = start({
      answer: () => {
        throw new Error('secret detail')
      },
    })
    const response = await fetch(url)
    expect(response.status).toBe(500)
    expect(await response.text()).toBe('failed')
  })

  test('stopping lets requests under way finish, streams included', async () => {
    const slow = new ReadableStream({
      async pull(controller) {
        for (let part = 0; part < 3; part += 1) {
          await Bun.sleep(20)
          controller.enqueue(new TextEncoder().encode('part '))
        }
        controller.close()
      },
    })
    const listening = start({ answer: () => new Response(slow) })
    const response = await fetch(listening.url)
    const stopped = listening.stop(300_000)
    expect(await response.text()).toBe('part part part ')
    await stopped
    expect(fetch(listening.url)).rejects.toThrow()
  })

  test('what does not finish is cut at the deadline', async () => {
    const listening = start({ answer: () => new Promise<Response>(() => {}) })
    const response = fetch(listening.url).then(
      () => 'answered',
      () => 'cut',
    )
    await Bun.sleep(20)
    await listening.stop(50)
    expect(await response).toBe('cut')
  })
})

describe('TLS', () => {
  test('our own authority is kept, and its certificate is good for the names', async () => {
    const folder = fresh()
    const now = Date.now()
    const first = await ownCertificate(folder, ['localhost', '127.0.0.1'], now)
    const again = await ownCertificate(folder, ['localhost'], now)
    expect(again).toEqual(first)
    expect(statSync(join(folder, 'ca.key')).mode & 0o777).toBe(0o600)
    expect(statSync(join(folder, 'server.key')).mode & 0o777).toBe(0o600)
    const { port } = start({ tls: first })
    expect(await shown(port, first.ca)).not.toBe('')
    expect(fetch(`https://127.0.0.1:${port}`, { tls: { ca: first.ca } }).then((it) => it.text())).resolves.toBe('hello')
  })

  test('new names or an old certificate get a new one of the same authority', async () => {
    const folder = fresh()
    const now = Date.now()
    const first = await ownCertificate(folder, ['localhost'], now)
    const named = await ownCertificate(folder, ['localhost', 'podid.example'], now)
    const late = await ownCertificate(folder, ['localhost'], now + 70 * day)
    expect(named.ca).toBe(first.ca)
    expect(new Set([first.cert, named.cert, late.cert]).size).toBe(3)
  })

  test('a changed pair of files is shown to new connections; a wrong pair never', async () => {
    const [folder, other] = [fresh(), fresh()]
    const now = Date.now()
    const first = await ownCertificate(folder, ['localhost'], now)
    const second = await ownCertificate(folder, ['localhost', 'b.example'], now)
    const stranger = await ownCertificate(other, ['localhost'], now)
    const files = { certFile: join(other, 'used.crt'), keyFile: join(other, 'used.key') }
    const write = (cert: string, key: string): void => {
      writeFileSync(files.certFile, cert)
      writeFileSync(files.keyFile, key)
    }
    write(first.cert, first.key)
    const listening = start({ tls: tlsFromFiles(files), renewable: true })
    const before = await shown(listening.port, first.ca)
    const lines: string[] = []
    const log = createLog({ format: 'json', level: 'info', to: { write: (line) => lines.push(line) } })
    const watch = watchTls(files, 5, (tls) => listening.renew(tls), log)
    write(second.cert, stranger.key)
    await until('it is told', () => lines.join('').includes('does not belong'))
    expect(await shown(listening.port, first.ca)).toBe(before)
    write(second.cert, second.key)
    await until('it is renewed', () => lines.join('').includes('TLS certificate renewed'))
    expect(await shown(listening.port, first.ca)).not.toBe(before)
    watch.stop()
    expect(readFileSync(files.keyFile, 'utf8')).toBe(second.key)
  })

  test('unusable files are told by name', () => {
    const folder = fresh()
    const [certFile, keyFile] = [join(folder, 'a.crt'), join(folder, 'a.key')]
    expect(() => tlsFromFiles({ certFile, keyFile })).toThrow('cannot be read')
    writeFileSync(certFile, 'x')
    writeFileSync(keyFile, 'x')
    expect(() => tlsFromFiles({ certFile, keyFile })).toThrow('no PEM certificate')
  })
})
