import { createConnection } from 'node:net'
import { fromHttp } from '@aws-sdk/credential-provider-http'

// Runs in a pod: asks the agent for credentials without a pause, as an SDK does (with its own retries), and beside it by bare sockets without any. Prints a line of
// JSON each second: what there has been so far.

/** Milliseconds: all five together stay below the 100 requests a second that one pod may make. */
const pause = 60
const seen = { sdk: 0, sdkFailed: 0, socket: 0, socketReset: 0, last: '' }
const { AWS_CONTAINER_CREDENTIALS_FULL_URI: url = '', AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: file = '' } = process.env

/** With a provider of its own: one that has an answer closes its connections, those of others too. */
async function asSdk(): Promise<void> {
  const sdk = fromHttp({})
  for (;;) {
    try {
      await sdk()
      seen.sdk += 1
    } catch (why) {
      seen.sdkFailed += 1
      seen.last = why instanceof Error ? why.message : 'unknown failure'
    }
    await Bun.sleep(pause)
  }
}

function bySocket(token: string): Promise<boolean> {
  const { hostname, port, pathname } = new URL(url)
  return new Promise((resolve) => {
    let answer = ''
    const socket = createConnection({ host: hostname, port: Number(port === '' ? '80' : port) }, () => {
      socket.write(
        `GET ${pathname} HTTP/1.1\r\nHost: ${hostname}\r\nAuthorization: ${token}\r\nConnection: close\r\n\r\n`,
      )
    })
    socket.on('data', (some) => {
      answer += some.toString('utf8')
    })
    socket.on('error', () => resolve(false))
    socket.on('close', () => resolve(answer.startsWith('HTTP/1.1 200')))
  })
}

async function bySockets(): Promise<void> {
  for (;;) {
    if (await bySocket(await Bun.file(file).text())) seen.socket += 1
    else seen.socketReset += 1
    await Bun.sleep(pause)
  }
}

setInterval(() => process.stdout.write(`${JSON.stringify(seen)}\n`), 1_000)
await Promise.all([asSdk(), asSdk(), asSdk(), asSdk(), bySockets()])
