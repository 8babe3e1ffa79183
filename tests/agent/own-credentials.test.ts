import { afterEach, beforeEach, describe, expect, test } from 'bun:test'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ownCertificate } from '../../src/program'
import { type FakeAws, fakeAws } from './fake-aws'
import { token } from './tokens'
import { type AgentWorld, agentWorld } from './world'

// The agent's own credentials, by the AWS SDK's default chain.

const hour = 3_600_000
let world: AgentWorld
let aws: FakeAws
let folder = ''
let before: typeof process.env
beforeEach(() => {
  before = { ...process.env }
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name]
  folder = mkdtempSync(join(tmpdir(), 'podid-own-'))
  Object.assign(process.env, {
    AWS_REGION: 'eu-west-1',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
    AWS_CONFIG_FILE: join(folder, 'config'),
  })
  aws = fakeAws({ life: hour })
})
afterEach(async () => {
  await world.stop()
  await aws.stop()
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name]
  Object.assign(process.env, before)
  rmSync(folder, { recursive: true, force: true })
})

/** The access key id by which the last question was signed. */
const signer = (): string => /Credential=([^/]+)/.exec(world.upstream.calls.at(-1)?.authorization ?? '')?.[1] ?? 'none'
const asked = async (pod: string): Promise<string> => {
  await world.ask(await token(pod))
  return signer()
}

describe('the agent signs with', () => {
  test('keys of the environment', async () => {
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'AKIAENV', AWS_SECRET_ACCESS_KEY: 's' })
    world = await agentWorld({}, { ownChain: true })
    expect(await asked('one')).toBe('AKIAENV')
  })

  test('the shared credentials file, read anew within a minute', async () => {
    const write = (id: string): void =>
      writeFileSync(join(folder, 'credentials'), `[default]\naws_access_key_id = ${id}\naws_secret_access_key = s\n`)
    write('AKIAFIRST')
    world = await agentWorld({}, { ownChain: true })
    expect(await asked('one')).toBe('AKIAFIRST')
    write('AKIASECOND')
    await world.clock.pass(30_000)
    expect(await asked('two')).toBe('AKIAFIRST')
    await world.clock.pass(31_000)
    expect(await asked('three')).toBe('AKIASECOND')
  })

  test('the file as it is now when the upstream refused what it held before', async () => {
    const write = (id: string): void =>
      writeFileSync(join(folder, 'credentials'), `[default]\naws_access_key_id = ${id}\naws_secret_access_key = s\n`)
    write('AKIAFIRST')
    world = await agentWorld({}, { ownChain: true })
    world.upstream.act = () =>
      signer() === 'AKIAFIRST' ? { fault: { status: 403, code: 'ExpiredTokenException', message: 'old' } } : {}
    await world.clock.pass(6_000)
    expect((await world.ask(await token('one'))).status).toBe(403)
    write('AKIASECOND')
    await world.clock.pass(6_000)
    expect((await world.ask(await token('one'))).status).toBe(200)
    expect(signer()).toBe('AKIASECOND')
  })

  test('a web identity whose token file rotates', async () => {
    const file = join(folder, 'token')
    writeFileSync(file, 'first')
    Object.assign(process.env, {
      AWS_ROLE_ARN: 'arn:aws:iam::111122223333:role/agent',
      AWS_WEB_IDENTITY_TOKEN_FILE: file,
      AWS_ENDPOINT_URL_STS: aws.url,
    })
    world = await agentWorld({}, { ownChain: true })
    expect(await asked('one')).toBe('ASIAWEB1')
    writeFileSync(file, 'second')
    await world.clock.pass(30 * 60_000)
    expect(await asked('two')).toBe('ASIAWEB1')
    await world.clock.pass(26 * 60_000)
    expect(await asked('three')).toBe('ASIAWEB2')
    expect(aws.tokens).toEqual(['first', 'second'])
  })

  test('a web identity from an STS with a certificate of a private authority (AWS_CA_BUNDLE)', async () => {
    const { cert, key, caFile } = await ownCertificate(join(folder, 'tls'), ['127.0.0.1'], Date.now())
    const sts = fakeAws({ life: hour, tls: { cert, key } })
    writeFileSync(join(folder, 'token'), 'first')
    Object.assign(process.env, {
      AWS_ROLE_ARN: 'arn:aws:iam::111122223333:role/agent',
      AWS_WEB_IDENTITY_TOKEN_FILE: join(folder, 'token'),
      AWS_ENDPOINT_URL_STS: sts.url,
    })
    world = await agentWorld({}, { ownChain: true, environment: { AWS_CA_BUNDLE: caFile } })
    expect(await asked('one')).toBe('ASIAWEB1')
    await sts.stop()
  })

  test("a container's credentials", async () => {
    process.env.AWS_CONTAINER_CREDENTIALS_FULL_URI = `${aws.url}/container`
    world = await agentWorld({}, { ownChain: true })
    expect(await asked('one')).toBe('ASIACONTAINER1')
    await world.clock.pass(56 * 60_000)
    expect(await asked('two')).toBe('ASIACONTAINER2')
  })

  test('IMDS', async () => {
    delete process.env.AWS_EC2_METADATA_DISABLED
    process.env.AWS_EC2_METADATA_SERVICE_ENDPOINT = aws.url
    world = await agentWorld({}, { ownChain: true })
    expect(await asked('one')).toBe('ASIAIMDS1')
  })

  test('none: the pod is told 503, the log says why, and no question goes up', async () => {
    world = await agentWorld({ patience: '8s' }, { ownChain: true })
    const told = await world.ask(await token())
    expect(told.status).toBe(503)
    expect(told.json.message).toContain('Could not load credentials from any providers')
    expect(world.upstream.calls.length).toBe(0)
  })
})
