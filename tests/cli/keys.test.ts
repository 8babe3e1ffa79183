import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CreateAccessKeyCommand, CreateUserCommand, IAMClient } from '@aws-sdk/client-iam'
import { GetCallerIdentityCommand, GetSessionTokenCommand, STSClient } from '@aws-sdk/client-sts'
import { bareEnv, podid, type Ran, run, startServerAlone, type Up } from '../up'

// `podid server keys`: the master key is changed under a server that runs, and under one at rest; nothing that counted stops counting.

interface Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
}

const administrator = ({ env }: Up): Credentials => ({
  accessKeyId: env.AWS_ACCESS_KEY_ID ?? '',
  secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? '',
})
const sdk = (up: Up, credentials = administrator(up)) => ({ endpoint: up.url, region: 'us-east-1', credentials })
const whoIs = async (up: Up, credentials: Credentials) =>
  (await new STSClient(sdk(up, credentials)).send(new GetCallerIdentityCommand({}))).Arn
const keys = (data: string, ...args: readonly string[]): Promise<Ran> =>
  run([...podid, 'server', 'keys', ...args, '--data', data], bareEnv(data))
const listed = async (data: string): Promise<readonly { readonly id: string; readonly state: string }[]> =>
  JSON.parse((await keys(data, 'list', '-o', 'json')).out)

/** The id of the master key that sealed a session: bytes of its token. */
const sealedBy = ({ sessionToken = '' }: Credentials): string =>
  Buffer.from(sessionToken, 'base64').toString('hex', 1, 9)

async function session(up: Up): Promise<Credentials> {
  const { Credentials: it } = await new STSClient(sdk(up)).send(new GetSessionTokenCommand({}))
  const { AccessKeyId: accessKeyId = '', SecretAccessKey: secretAccessKey = '', SessionToken: sessionToken } = it ?? {}
  return { accessKeyId, secretAccessKey, sessionToken }
}

describe('podid server keys', () => {
  let up: Up
  let user: Credentials
  beforeAll(async () => {
    up = await startServerAlone()
    const iam = new IAMClient(sdk(up))
    await iam.send(new CreateUserCommand({ UserName: 'u' }))
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'u' }))
    user = { accessKeyId: AccessKey?.AccessKeyId ?? '', secretAccessKey: AccessKey?.SecretAccessKey ?? '' }
  }, 300_000)
  afterAll(() => up?.stop())

  const nothingIsLost = async (...sessions: readonly Credentials[]): Promise<void> => {
    expect(await whoIs(up, administrator(up))).toBe('arn:aws:iam::000000000000:user/admin')
    expect(await whoIs(up, user)).toBe('arn:aws:iam::000000000000:user/u')
    for (const it of sessions) expect(await whoIs(up, it)).toBe('arn:aws:iam::000000000000:user/admin')
  }

  test('rotate under a running server, which is killed at once, and under one at rest', async () => {
    const first = await session(up)
    const ran = await keys(up.data, 'rotate')
    expect(ran).toMatchObject({ code: 0, err: '' })
    const [current, former] = await listed(up.data)
    expect([current?.state, former?.state, former?.id]).toEqual(['current', 'former', sealedBy(first)])
    expect(ran.out).toContain(`The master key is now ${current?.id}.`)
    expect(ran.out).toContain(`The server at ${up.url} seals with it`)
    const second = await session(up)
    expect(sealedBy(second)).toBe(current?.id ?? '')
    await nothingIsLost(first, second)

    await keys(up.data, 'rotate')
    await up.kill('SIGKILL')
    up = await startServerAlone([], up.data)
    const third = await session(up)
    await nothingIsLost(first, second, third)

    await up.kill('SIGTERM')
    const atRest = await keys(up.data, 'rotate')
    expect(atRest.out).toContain('3 stored secrets were sealed anew with it.')
    up = await startServerAlone([], up.data)
    await nothingIsLost(first, second, third)
    expect(await listed(up.data)).toHaveLength(4)
  }, 300_000)

  test('list tells ids and ages, and nothing of the keys', async () => {
    const ring = JSON.parse(readFileSync(join(up.data, 'master.key'), 'utf8'))
    const shown = (await keys(up.data, 'list')).out + (await keys(up.data, 'list', '-o', 'json')).out
    for (const { id, key } of ring.keys) {
      expect(shown).toContain(id)
      expect(shown).not.toContain(key)
    }
    expect(shown).toContain('min ago')
  }, 300_000)

  test('rotate --prepare makes a key that the next rotation takes', async () => {
    const ran = await keys(up.data, 'rotate', '--prepare')
    expect(ran.code).toBe(0)
    const prepared = (await listed(up.data)).find(({ state }) => state === 'prepared')
    expect(ran.out).toContain(`The master key ${prepared?.id} is prepared.`)
    await keys(up.data, 'rotate')
    expect((await listed(up.data))[0]?.id).toBe(prepared?.id ?? '')
  }, 300_000)

  test('says what is wrong', async () => {
    const empty = mkdtempSync(join(tmpdir(), 'podid-empty-'))
    for (const command of ['list', 'rotate']) {
      const ran = await keys(empty, command)
      expect([ran.code, ran.out]).toEqual([1, ''])
      expect(ran.err).toContain('There is no master key at')
    }
    rmSync(empty, { recursive: true, force: true })
  }, 300_000)
})
