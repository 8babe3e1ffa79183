import { afterAll, describe, expect, test } from 'bun:test'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Client, client } from '../../src/client'
import { startPostgres } from '../postgres'
import { bareEnv, podid } from '../up'

// 20 runs of 200 creates, each killed with -9 at a random moment with writes in flight: what was acknowledged is there, once; nothing is half there.

const runs = 20
const creates = 200
const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { Service: 'pods.eks.amazonaws.com' }, Action: ['sts:AssumeRole', 'sts:TagSession'] },
  ],
})

interface Server {
  readonly admin: Client
  kill(): Promise<void>
}

async function start(data: string, store: readonly string[]): Promise<Server> {
  const child = Bun.spawn(
    [
      ...podid,
      'server',
      '--data',
      data,
      '--port',
      '0',
      '--metrics-port',
      '0',
      '--log-format',
      'json',
      '--log-level',
      'info',
      ...store,
    ],
    {
      env: bareEnv(data),
      stdin: 'ignore',
      stdout: 'ignore',
      stderr: 'pipe',
    },
  )
  const url = await firstUrl(child.stderr)
  const { accessKeyId, secretAccessKey } = JSON.parse(readFileSync(join(data, 'admin.json'), 'utf8'))
  return {
    admin: client({ endpoint: url, region: 'us-east-1', credentials: { accessKeyId, secretAccessKey } }),
    async kill() {
      child.kill('SIGKILL')
      await child.exited
    },
  }
}

/** The address in the server's log; reads on behind, so that the pipe never fills. */
async function firstUrl(stream: ReadableStream<Uint8Array>): Promise<string> {
  const reader = stream.getReader()
  const decoder = new TextDecoder()
  let said = ''
  for (;;) {
    const { value, done } = await reader.read()
    said += decoder.decode(value, { stream: true })
    const url = /"url":"(http:\/\/127\.0\.0\.1:\d+)"/.exec(said)?.[1]
    if (url !== undefined) {
      void (async () => {
        while (!(await reader.read()).done);
      })()
      return url
    }
    if (done) throw new Error(`The server ended before it listened: ${said}`)
  }
}

async function crashing(store: () => Promise<readonly string[]>): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'podid-crash-'))
  const acknowledged = new Map<string, string>()
  const asked = new Set<string>()
  try {
    let server = await start(data, await store())
    await server.admin.call('eks', 'CreateCluster', {
      name: 'c',
      roleArn: 'arn:aws:iam::000000000000:role/x',
      resourcesVpcConfig: {},
    })
    await server.admin.call('iam', 'CreateRole', { RoleName: 'app', AssumeRolePolicyDocument: trust })
    for (let run = 0; run < runs; run += 1) {
      const { admin } = server
      let under = 0
      let dead = false
      const killAfter = 5 + Math.floor(Math.random() * (creates - 20))
      const finished = Promise.withResolvers<void>()
      const create = async (n: number): Promise<void> => {
        const serviceAccount = `app-${run}-${n}`
        asked.add(serviceAccount)
        under += 1
        try {
          const { association } = await admin.call('eks', 'CreatePodIdentityAssociation', {
            clusterName: 'c',
            namespace: 'default',
            serviceAccount,
            roleArn: 'arn:aws:iam::000000000000:role/app',
          })
          acknowledged.set(serviceAccount, String(Object(association).associationId))
        } catch (why) {
          if (!dead) finished.reject(why)
        } finally {
          under -= 1
          // Writes are in flight.
          if (!dead && acknowledged.size - before >= killAfter && under > 0) {
            dead = true
            await server.kill()
            finished.resolve()
          }
        }
      }
      const before = acknowledged.size
      const all = Array.from({ length: creates }, (_, n) => n)
      const lane = async (): Promise<void> => {
        for (let n = all.shift(); n !== undefined && !dead; n = all.shift()) await create(n)
      }
      const lanes = Promise.all(Array.from({ length: 8 }, lane))
      void lanes.then(() => finished.reject(new Error('Nothing was in flight when it was to be killed.')))
      await finished.promise
      await lanes
      server = await start(data, await store())
      await verify(server.admin, acknowledged, asked)
    }
    await server.kill()
    expect(acknowledged.size).toBeGreaterThan(runs * 5)
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
}

async function verify(
  admin: Client,
  acknowledged: ReadonlyMap<string, string>,
  asked: ReadonlySet<string>,
): Promise<void> {
  const found = new Map<string, string>()
  let nextToken: unknown
  do {
    const page = await admin.call('eks', 'ListPodIdentityAssociations', {
      clusterName: 'c',
      ...(nextToken === undefined ? {} : { nextToken }),
    })
    for (const it of Array.isArray(page.associations) ? page.associations : []) {
      expect(found.has(it.serviceAccount)).toBe(false)
      found.set(it.serviceAccount, it.associationId)
    }
    nextToken = page.nextToken
  } while (nextToken !== undefined)
  for (const [serviceAccount, id] of acknowledged)
    expect({ serviceAccount, id: found.get(serviceAccount) }).toEqual({ serviceAccount, id })
  for (const [serviceAccount, associationId] of found) {
    expect(asked.has(serviceAccount)).toBe(true)
    if (acknowledged.has(serviceAccount)) continue
    const { association } = await admin.call('eks', 'DescribePodIdentityAssociation', {
      clusterName: 'c',
      associationId,
    })
    expect(association).toMatchObject({
      associationId,
      serviceAccount,
      namespace: 'default',
      roleArn: 'arn:aws:iam::000000000000:role/app',
    })
  }
}

const postgres = await startPostgres()
if ('skipped' in postgres) process.stderr.write(`\n*** SKIPPED: crashes on PostgreSQL: ${postgres.skipped}\n`)

describe('killed with -9 while writing', () => {
  afterAll(async () => {
    if ('stop' in postgres) await postgres.stop()
  })

  test('SQLite keeps every acknowledged create, once', () => crashing(async () => []), 900_000)

  test.skipIf('skipped' in postgres)(
    'PostgreSQL keeps every acknowledged create, once',
    () => crashing(async () => ('url' in postgres ? ['--store', postgres.url] : [])),
    900_000,
  )
})
