import { afterEach, expect, test } from 'bun:test'
import { mkdtempSync } from 'node:fs'
import { Agent, request } from 'node:https'
import { connect as plain } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { until } from '../../tests/until'
import { type OwnCertificate, ownCertificate } from './certificate'
import { type ListenOptions, PortTaken } from './listen'
import { listenSeamlessly } from './seamless'

const folder = mkdtempSync(join(tmpdir(), 'podid-seamless-'))
let names = 0
/** Another certificate of the same authority each time. */
const certificate = (): Promise<OwnCertificate> => {
  names += 1
  return ownCertificate(folder, ['localhost', '127.0.0.1', `n${names}.example`], Date.now())
}

const open: { stop(deadline: number): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((it) => it.stop(200)))
})

async function start(options: Partial<ListenOptions> = {}) {
  const tls = await certificate()
  const listening = listenSeamlessly({
    host: '127.0.0.1',
    port: 0,
    answer: async (it) => new Response(await it.text()),
    failed: () => new Response('failed', { status: 500 }),
    maxBody: 10_000_000,
    idle: 180,
    tls,
    ...options,
  })
  open.push(listening)
  return { listening, ca: tls.ca }
}

function ask(port: number, ca: string, body: string, agent: Agent | false): Promise<{ text: string; close: boolean }> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, ca, method: 'POST', agent }, (answer) => {
      let text = ''
      answer.on('data', (it) => {
        text += it
      })
      answer.on('end', () => resolve({ text, close: answer.headers.connection === 'close' }))
      answer.on('error', reject)
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

test('large bodies pass both ways whole, however slowly they are read', async () => {
  const { listening, ca } = await start()
  const body = Array.from({ length: 300_000 }, (_, n) => String(n)).join(' ')
  const answers = await Promise.all(Array.from({ length: 8 }, () => ask(listening.port, ca, body, false)))
  for (const { text } of answers) expect(text === body).toBe(true)
})

test('the certificate changes again and again under load, and no request fails', async () => {
  const { listening, ca } = await start()
  const agent = new Agent({ keepAlive: true, maxSockets: 4 })
  let renewing = true
  const failures: unknown[] = []
  let answered = 0
  const client = async (way: Agent | false): Promise<void> => {
    while (renewing) {
      await ask(listening.port, ca, 'hello', way).then(
        ({ text }) => {
          expect(text).toBe('hello')
          answered += 1
        },
        (why) => failures.push(why),
      )
    }
  }
  const clients = [...Array.from({ length: 4 }, () => client(false)), ...Array.from({ length: 4 }, () => client(agent))]
  for (let n = 0; n < 15; n += 1) {
    await Bun.sleep(60)
    listening.renew(await certificate())
  }
  await until('many were answered', () => answered > 50 || failures.length > 0)
  renewing = false
  await Promise.all(clients)
  expect(failures).toEqual([])
}, 300_000)

test('a connection that has not spoken yet outlives the change; new ones see the new certificate', async () => {
  const { listening, ca } = await start()
  const shown = (it: ReturnType<typeof connect>) => it.getPeerCertificate().subjectaltname
  const dial = () =>
    new Promise<ReturnType<typeof connect>>((resolve, reject) => {
      const it = connect({ host: '127.0.0.1', port: listening.port, ca, servername: 'localhost' }, () => resolve(it))
      it.on('error', reject)
    })
  // One has finished its handshake, the other has not begun it.
  const silent = await dial()
  const raw = plain(listening.port, '127.0.0.1')
  await new Promise((done) => raw.once('connect', done))
  const before = shown(silent)
  listening.renew(await certificate())
  const fresh = await dial()
  expect(shown(fresh)).not.toBe(before)
  const late = connect({ socket: raw, ca, servername: 'localhost' })
  for (const it of [silent, late]) {
    const answer = await new Promise<string>((resolve, reject) => {
      it.on('data', (data) => resolve(String(data)))
      it.on('error', reject)
      it.write('POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 2\r\n\r\nhi')
    })
    expect(answer).toStartWith('HTTP/1.1 200')
    expect(answer).toMatch(/\r\nconnection: close\r\n/i)
  }
  for (const it of [silent, late, fresh]) it.destroy()
})

test('a farewell asks for connections to be closed, and still answers', async () => {
  const { listening, ca } = await start()
  expect((await ask(listening.port, ca, 'a', false)).text).toBe('a')
  listening.sayFarewell()
  expect(await ask(listening.port, ca, 'b', new Agent({ keepAlive: true }))).toEqual({ text: 'b', close: true })
})

test('stopping lets a request under way finish', async () => {
  const here = Promise.withResolvers<void>()
  const { listening, ca } = await start({
    answer: async (it) => {
      const text = await it.text()
      here.resolve()
      await Bun.sleep(100)
      return new Response(text)
    },
  })
  const asked = ask(listening.port, ca, 'slow', false)
  await here.promise
  await listening.stop(300_000)
  expect((await asked).text).toBe('slow')
})

test('a taken port is told', async () => {
  const { listening } = await start()
  expect(start({ port: listening.port })).rejects.toThrow(PortTaken)
})
