import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bareEnv, podid, type Ran, run, startUp, type Up } from '../up'

// The command line as a person meets it: what is printed, how it exits, what it says when something is wrong.

const home = mkdtempSync(join(tmpdir(), 'podid-cli-'))
const alone = (...args: readonly string[]): Promise<Ran> => run([...podid, ...args], bareEnv(home))

describe('without a running podid', () => {
  test.each([
    ...['up', 'server', 'server keys list', 'server keys rotate', 'agent', 'run', 'token', 'env', 'configure'],
    ...['console', 'cluster register', 'cluster rotate-keys', 'cluster list'],
  ])('%s --help has an example', async (command) => {
    const ran = await alone(...command.split(' '), '--help')
    expect(ran).toMatchObject({ code: 0, err: '' })
    expect(ran.out).toContain('Example:')
  })

  test('says what there is', async () => {
    const ran = await alone('--help')
    for (const command of ['up', 'server', 'agent', 'run', 'token', 'env', 'configure', 'console', 'cluster'])
      expect(ran.out).toContain(`\n  ${command}`)
  })

  test.each([
    [['env'], 69, "start it with 'podid up'"],
    [['run', '--namespace', 'a', '--service-account', 'b', '--', 'true'], 69, "start it with 'podid up'"],
    [['nonsense'], 2, 'unknown command'],
    [['token', '--namespace', 'a'], 2, '--service-account'],
    [['token', '--namespace', 'a', '--service-account', 'b', '--duration', '5'], 2, 'from 600 to 86400'],
    [['server', '--port', 'x', '--account', '12', '--host', '0.0.0.0'], 2, '--port must be a whole number'],
    [['server', '--host', '0.0.0.0'], 2, '--insecure-http'],
    [['agent', '--port', 'x'], 2, '--port must be'],
    [['cluster', 'register', 'x', '--issuer', 'ftp://x'], 1, 'must be an https:// address'],
  ])('%p exits with %d and says why', async (args, code, words) => {
    const ran = await alone(...args)
    expect({ code: ran.code, out: ran.out }).toEqual({ code, out: '' })
    expect(ran.err).toContain(words)
    expect(ran.err).not.toContain('    at ')
  })

  test('tells all mistakes at once', async () => {
    const { err } = await alone('server', '--port', 'x', '--log-level', 'loud')
    expect(err).toContain('--port')
    expect(err).toContain('--log-level')
  })
})

describe('beside a running podid', () => {
  let up: Up
  beforeAll(async () => {
    up = await startUp()
  }, 300_000)
  afterAll(() => up?.stop())

  test('keeps its secrets to its owner', () => {
    for (const file of ['master.key', 'admin.json', 'running.json'])
      expect(statSync(join(up.data, file)).mode & 0o077).toBe(0)
    expect(statSync(up.data).mode & 0o077).toBe(0)
  })

  test('env is for eval', async () => {
    const ran = await up.run('env')
    expect(ran.out).toContain(`export AWS_ENDPOINT_URL=${up.url}\n`)
    expect(ran.out).toMatch(/^export AWS_ACCESS_KEY_ID=AKIA\w{16}$/m)
    expect(ran.out).toContain('export AWS_REGION=us-east-1\n')
    expect(JSON.parse((await up.run('env', '-o', 'json')).out)).toMatchObject({ AWS_ENDPOINT_URL: up.url })
  })

  test('configure writes one profile and leaves the others alone', async () => {
    const config = join(up.data, 'aws-config')
    writeFileSync(config, '[default]\nregion = eu-west-1\n\n[profile podid]\nold = 1\n\n[profile other]\nregion = x\n')
    const env = {
      ...bareEnv(up.data),
      PODID_DATA: up.data,
      AWS_CONFIG_FILE: config,
      AWS_SHARED_CREDENTIALS_FILE: join(up.data, 'aws-credentials'),
    }
    expect(await run([...podid, 'configure'], env)).toMatchObject({ code: 0 })
    const text = readFileSync(config, 'utf8')
    expect(text).toContain('[default]\nregion = eu-west-1\n')
    expect(text).toContain('[profile other]\nregion = x\n')
    expect(text).toContain(`[profile podid]\nregion = us-east-1\nendpoint_url = ${up.url}\n`)
    expect(text).not.toContain('old = 1')
    expect(readFileSync(join(up.data, 'aws-credentials'), 'utf8')).toMatch(/^\[podid\]\naws_access_key_id = AKIA/)
    expect(statSync(join(up.data, 'aws-credentials')).mode & 0o077).toBe(0)
  })

  test('token prints a token as Kubernetes makes them', async () => {
    const { out } = await up.run(
      'token',
      '--namespace',
      'default',
      '--service-account',
      'app',
      '--pod',
      'app-1',
      '--duration',
      '600',
    )
    const claims = JSON.parse(Buffer.from(out.split('.')[1] ?? '', 'base64url').toString())
    expect(claims).toMatchObject({
      aud: ['pods.eks.amazonaws.com'],
      sub: 'system:serviceaccount:default:app',
      'kubernetes.io': {
        namespace: 'default',
        pod: { name: 'app-1', uid: expect.any(String) },
        serviceaccount: { name: 'app', uid: expect.any(String) },
      },
    })
    expect(claims.exp - claims.iat).toBe(600)
  })

  test('cluster register and list', async () => {
    const jwks = join(up.data, 'jwks.json')
    const { publicKey } = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
      'sign',
      'verify',
    ])
    const jwk = { ...(await crypto.subtle.exportKey('jwk', publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' }
    writeFileSync(jwks, JSON.stringify({ keys: [jwk] }))
    const ran = await up.run(
      'cluster',
      'register',
      'blue',
      '--issuer',
      'https://kubernetes.default.svc.cluster.local',
      '--jwks',
      jwks,
    )
    expect(ran).toMatchObject({ code: 0, err: '' })
    expect(ran.out).toContain('The cluster blue is ACTIVE')
    const listed = JSON.parse((await up.run('cluster', 'list', '-o', 'json')).out)
    expect(listed.map((it: { name: string; status: string }) => `${it.name} ${it.status}`).sort()).toEqual([
      'blue ACTIVE',
      'local ACTIVE',
    ])
    expect((await up.run('cluster', 'list')).out).toContain('https://kubernetes.default.svc.cluster.local')

    const same = await up.run(
      'cluster',
      'register',
      'green',
      '--issuer',
      'https://kubernetes.default.svc.cluster.local',
      '--jwks',
      jwks,
    )
    expect(same.code).toBe(1)
    expect((await up.run('cluster', 'list')).out).not.toContain('green')
  })

  test('run passes the exit code and signals through and takes its token away', async () => {
    await startAgent(up)
    const file = join(up.data, 'seen')
    const ran = await up.run(
      'run',
      '--namespace',
      'a',
      '--service-account',
      'b',
      '--',
      'sh',
      '-c',
      `echo $AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE > ${file}; exit 7`,
    )
    expect(ran.code).toBe(7)
    expect(existsSync(readFileSync(file, 'utf8').trim())).toBe(false)
    const killed = await up.run('run', '--namespace', 'a', '--service-account', 'b', '--', 'sh', '-c', 'kill -TERM $$')
    expect(killed.code).toBe(143)
    const missing = await up.run('run', '--namespace', 'a', '--service-account', 'b', '--', 'no-such-program-here')
    expect([missing.code, missing.err.includes('no-such-program-here')]).toEqual([127, true])
  }, 300_000)

  test('a second podid on the same folder is refused', async () => {
    const ran = await run([...podid, 'up', '--data', up.data], bareEnv(up.data))
    expect(ran.code).toBe(1)
    expect(ran.err).toContain(`already, at ${up.url}`)
  })
})

/** Makes the agent's add-on through the SDK, and waits for it. */
async function startAgent(up: Up): Promise<void> {
  const { CreateAddonCommand, EKSClient, waitUntilAddonActive } = await import('@aws-sdk/client-eks')
  const eks = new EKSClient({
    endpoint: up.url,
    region: 'us-east-1',
    credentials: { accessKeyId: up.env.AWS_ACCESS_KEY_ID ?? '', secretAccessKey: up.env.AWS_SECRET_ACCESS_KEY ?? '' },
  })
  const addon = { clusterName: 'local', addonName: 'eks-pod-identity-agent' }
  await eks.send(new CreateAddonCommand(addon))
  await waitUntilAddonActive({ client: eks, maxWaitTime: 240, minDelay: 1, maxDelay: 1 }, addon)
}
