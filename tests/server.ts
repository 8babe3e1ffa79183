import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type House, type RunningServer, serverConfig, startServer, type World } from '../src/server'

/** A control plane of one test's own, on loopback, in this process. */
export interface TestServer {
  readonly url: string
  readonly region: string
  readonly account: string
  /** The administrator's. */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string }
  readonly data: string
  readonly house: House
  readonly server: RunningServer
  /** What a client of the AWS SDK for JavaScript needs. */
  readonly sdk: {
    readonly endpoint: string
    readonly region: string
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string }
  }
  stop(): Promise<void>
}

/** Starts one in a fresh folder, which is gone after `stop`. In memory unless another store is asked for; the clock may be handed in. */
export async function testServer(
  flags: Readonly<Record<string, unknown>> = {},
  world: World = { now: () => Date.now() },
): Promise<TestServer> {
  const data = mkdtempSync(join(tmpdir(), 'podid-test-'))
  const config = serverConfig({ data, port: '0', metricsPort: '0', store: 'memory', logLevel: 'silent', ...flags })
  const server = await startServer(config, world)
  const credentials = JSON.parse(readFileSync(join(data, 'admin.json'), 'utf8'))
  const { url, region, account, house } = server
  return {
    url,
    region,
    account,
    credentials,
    data,
    house,
    server,
    sdk: { endpoint: url, region, credentials },
    async stop() {
      await server.stop()
      rmSync(data, { recursive: true, force: true })
    },
  }
}
