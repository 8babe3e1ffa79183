import { describe, expect, test } from 'bun:test'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serverConfig } from './config'
import { type RunningServer, startServer } from './start'

const fresh = (): string => mkdtempSync(join(tmpdir(), 'podid-start-'))

async function running<Result>(
  flags: Readonly<Record<string, unknown>>,
  work: (server: RunningServer, data: string) => Promise<Result>,
): Promise<Result> {
  const data = typeof flags.data === 'string' ? flags.data : fresh()
  const server = await startServer(
    serverConfig({ port: '0', metricsPort: '0', logLevel: 'silent', store: 'memory', ...flags, data }),
  )
  try {
    return await work(server, data)
  } finally {
    await server.stop()
    if (flags.data === undefined) rmSync(data, { recursive: true, force: true })
  }
}

/** What the server says to exactly these bytes. */
function said(url: string, text: string, more?: string): Promise<string> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    let heard = ''
    const socket = connect(Number(port), hostname, () => socket.write(text))
    socket.on('data', (data) => {
      heard += data
      if (more !== undefined && heard.includes('100 Continue') && !heard.includes('HTTP/1.1 4')) socket.write(more)
    })
    socket.on('close', () => resolve(heard))
    socket.on('error', reject)
  })
}

describe('a control plane', () => {
  test('answers, counts, and keeps its secrets to itself', () =>
    running({}, async (server, data) => {
      const health = await fetch(`${server.url}/healthz`)
      expect([health.status, await health.text()]).toEqual([200, 'ok\n'])
      expect(health.headers.get('date')).not.toBeNull()
      expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
      for (const file of ['master.key', 'admin.json']) expect(statSync(join(data, file)).mode & 0o777).toBe(0o600)
      await fetch(`${server.url}/no-such-bucket/key`)
      expect(await (await fetch(server.metricsUrl)).text()).toContain('podid_requests_total{service="s3"')
    }))

  test('starts again with the same administrator; another account or master key is refused in words', async () => {
    const data = fresh()
    const sqlite = { data, store: 'sqlite' }
    const read = (): string => readFileSync(join(data, 'admin.json'), 'utf8')
    const first = await running(sqlite, async () => read())
    expect(await running(sqlite, async () => read())).toBe(first)
    expect(running({ ...sqlite, account: '111122223333' }, async () => {})).rejects.toThrow('--account 000000000000')
    rmSync(join(data, 'master.key'))
    expect(running(sqlite, async () => {})).rejects.toThrow('another master key')
    rmSync(data, { recursive: true, force: true })
  })

  test('a first start that was cut off before the key was written is taken up again', async () => {
    const data = fresh()
    const sqlite = { data, store: 'sqlite' }
    const read = (): string => readFileSync(join(data, 'admin.json'), 'utf8')
    const first = await running(sqlite, async (server) => {
      await server.house.store.settings.remove('administrator')
      return read()
    })
    rmSync(join(data, 'admin.json'))
    expect(await running(sqlite, async () => read())).toBe(first)
    rmSync(data, { recursive: true, force: true })
  })

  test('Expect: 100-continue is answered before the body', () =>
    running({}, async ({ url }) => {
      const head = `PUT /bucket/key HTTP/1.1\r\nHost: ${new URL(url).host}\r\nContent-Length: 5\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n`
      const heard = await said(url, head, 'hello')
      expect(heard).toStartWith('HTTP/1.1 100 Continue\r\n')
      expect(heard).toMatch(/HTTP\/1.1 40[34]/)
    }))

  test('huge headers and impossible framing are refused', () =>
    running({}, async ({ url }) => {
      const { host } = new URL(url)
      const huge = await said(
        url,
        `GET / HTTP/1.1\r\nHost: ${host}\r\nX: ${'x'.repeat(20_000)}\r\nConnection: close\r\n\r\n`,
      )
      expect(huge).toStartWith('HTTP/1.1 431')
      const both = `POST / HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`
      expect(await said(url, both)).toStartWith('HTTP/1.1 400')
    }))

  test('who goes away in the middle of a request is no trouble of ours', () =>
    running({}, async ({ url, house }) => {
      const { hostname, port } = new URL(url)
      const socket = connect(Number(port), hostname, () => {
        socket.write(
          'POST / HTTP/1.1\r\nHost: a\r\nAuthorization: AWS4-HMAC-SHA256 Credential=A/20260101/us-east-1/sts/aws4_request, SignedHeaders=host, Signature=0\r\nContent-Length: 99\r\n\r\nAction=',
        )
        setTimeout(() => socket.destroy(), 20)
      })
      while ((await house.store.events.count()) === 0) await Bun.sleep(5)
      const [event] = await house.store.events.list()
      expect(JSON.parse(event?.record ?? '{}')).toMatchObject({ errorCode: 'IncompleteBody' })
    }))

  test('TLS of our own authority', () =>
    running({ tlsSelfSigned: true }, async ({ url, caFile }) => {
      const ca = readFileSync(caFile ?? '', 'utf8')
      expect(url).toStartWith('https://')
      expect(await (await fetch(`${url}/healthz`, { tls: { ca } })).text()).toBe('ok\n')
      expect(fetch(`${url}/healthz`)).rejects.toThrow()
    }))

  test('the address clients use is told where it is set', () =>
    running({ url: 'https://podid.example.com' }, async (server) => {
      expect(server.url).toBe('https://podid.example.com')
      expect(server.house.url()).toBe('https://podid.example.com')
    }))

  test('stopping ends long polls and refuses new calls', async () => {
    const data = fresh()
    const server = await startServer(
      serverConfig({ port: '0', metricsPort: '0', logLevel: 'silent', store: 'memory', data }),
    )
    const waiting = server.house.revisions.next('blue', 86_400_000, server.house.stopping)
    await server.stop()
    await waiting
    expect(fetch(`${server.url}/healthz`)).rejects.toThrow()
    rmSync(data, { recursive: true, force: true })
  })
})
