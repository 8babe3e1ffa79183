import { afterAll, beforeAll, expect, test } from 'bun:test'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ownCertificate } from '../../src/program'
import { ours, startAgentProcess } from './command'
import { type ScriptedUpstream, scriptedUpstream } from './scripted-upstream'
import { token } from './tokens'

// The roads to EKS Auth: straight, by a proxy, over TLS with an authority of one's own.

let folder = ''
let caFile = ''
let plain: ScriptedUpstream
let secure: ScriptedUpstream
let proxy: Server
let proxyUrl = ''
/** What the proxy was asked for: `CONNECT host:port`, or `POST url`. */
const asked: string[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'podid-roads-'))
  const made = await ownCertificate(join(folder, 'tls'), ['127.0.0.1', 'eks-auth.example'], Date.now())
  caFile = made.caFile
  plain = scriptedUpstream()
  secure = scriptedUpstream(Date.now, { cert: made.cert, key: made.key })
  // Whatever is asked for, it leads to ours.
  proxy = createServer(async (request, response) => {
    asked.push(`${request.method} ${request.url}`)
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const answer = await fetch(plain.url + new URL(request.url ?? '', 'http://x').pathname, {
      method: request.method ?? 'GET',
      headers: { authorization: request.headers.authorization ?? '' },
      body: Buffer.concat(chunks),
    })
    response.writeHead(answer.status, { 'content-type': 'application/json' })
    response.end(await answer.text())
  })
  proxy.on('connect', (request, socket) => {
    asked.push(`CONNECT ${request.url}`)
    const onward = connect(Number(new URL(secure.url).port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      onward.pipe(socket)
      socket.pipe(onward)
    })
    onward.on('error', () => socket.destroy())
    socket.on('error', () => onward.destroy())
  })
  proxyUrl = await new Promise((resolve) =>
    proxy.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${Object(proxy.address()).port}`)),
  )
})
afterAll(async () => {
  proxy.closeAllConnections()
  proxy.close()
  await plain.stop()
  await secure.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** The status that a pod gets of an agent with these variables; asks again on 503, as SDKs do. */
async function statusWith(endpoint: string, env: Readonly<Record<string, string>>): Promise<number> {
  const agent = await startAgentProcess(ours, { endpoint, env: { PODID_KEYS: 'none', ...env } })
  const authorization = await token()
  try {
    for (let n = 1; ; n += 1) {
      const { status } = await fetch(`${agent.url}/v1/credentials`, { headers: { authorization } })
      if (status !== 503 || n === 3) return status
      await Bun.sleep(1_000)
    }
  } finally {
    await agent.kill()
  }
}

test('HTTP_PROXY is gone by, also to a name that only the proxy can find', async () => {
  asked.length = 0
  expect(await statusWith('http://eks-auth.invalid', { HTTP_PROXY: proxyUrl })).toBe(200)
  expect(asked).toContain('POST http://eks-auth.invalid/clusters/blue/assume-role-for-pod-identity')
}, 300_000)

test('HTTPS_PROXY is gone through, and the certificate is that of the upstream', async () => {
  asked.length = 0
  const env = { HTTPS_PROXY: proxyUrl, AWS_CA_BUNDLE: caFile }
  expect(await statusWith('https://eks-auth.example', env)).toBe(200)
  expect(asked).toContain('CONNECT eks-auth.example:443')
}, 300_000)

test('NO_PROXY spares', async () => {
  asked.length = 0
  expect(await statusWith(plain.url, { HTTP_PROXY: proxyUrl, NO_PROXY: 'example.com,127.0.0.1' })).toBe(200)
  expect(asked).toEqual([])
}, 300_000)

test.each(['AWS_CA_BUNDLE', 'SSL_CERT_FILE'])(
  'a private authority by %s',
  async (name) => {
    expect(await statusWith(secure.url, { [name]: caFile })).toBe(200)
  },
  300_000,
)

test('an authority that nobody named is not believed', async () => {
  const before = secure.calls.length
  expect(await statusWith(secure.url, {})).toBe(503)
  expect(secure.calls.length).toBe(before)
}, 300_000)
