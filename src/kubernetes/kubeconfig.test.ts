import { afterAll, describe, expect, test } from 'bun:test'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { inClusterAccess } from './in-cluster'
import { kubeconfigAccess } from './kubeconfig'

const folder = mkdtempSync(join(tmpdir(), 'podid-kubeconfig-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, value: unknown): string {
  const at = join(folder, name)
  mkdirSync(join(at, '..'), { recursive: true })
  writeFileSync(at, typeof value === 'string' ? value : stringify(value))
  return at
}

const base64 = (text: string) => Buffer.from(text).toString('base64')
const config = (user: unknown, cluster: Readonly<Record<string, unknown>> = {}) => ({
  'current-context': 'here',
  contexts: [{ name: 'here', context: { cluster: 'c', user: 'u', namespace: 'apps' } }],
  clusters: [{ name: 'c', cluster: { server: 'https://10.0.0.1:6443/', ...cluster } }],
  users: [{ name: 'u', user }],
})
const access = (value: unknown, context?: string) =>
  kubeconfigAccess([file('config', value)], context, { PATH: process.env.PATH })
const bearer = (value: unknown, renew = false) => access(value).authorization(renew)

describe('a kubeconfig', () => {
  test('says where and as whom, by data in it and by files beside it', async () => {
    file('ca.pem', 'CA')
    const it = access(
      config(
        { 'client-certificate-data': base64('CERT'), 'client-key-data': base64('KEY') },
        { 'certificate-authority': 'ca.pem', 'tls-server-name': 'kubernetes' },
      ),
    )
    expect(it).toMatchObject({
      server: 'https://10.0.0.1:6443',
      ca: 'CA',
      serverName: 'kubernetes',
      insecure: false,
      clientCertificate: { cert: 'CERT', key: 'KEY' },
      namespace: 'apps',
      name: 'here',
    })
    expect(await it.authorization(false)).toBeUndefined()
  })

  test('gives tokens: written in it, in a file that is read each time, from a password or a program', async () => {
    expect(await bearer(config({ token: 't' }))).toBe('Bearer t')
    file('token', 'one\n')
    const from = access(config({ tokenFile: 'token' }))
    expect(await from.authorization(false)).toBe('Bearer one')
    file('token', 'two\n')
    expect(await from.authorization(false)).toBe('Bearer two')
    expect(await bearer(config({ username: 'u', password: 'p' }))).toBe(`Basic ${base64('u:p')}`)
  })

  test('asks a program for a token, and asks it again when the token ends or is refused', async () => {
    const print = `n=$(cat ${folder}/n 2>/dev/null || echo 0); n=$((n+1)); echo $n > ${folder}/n; printf '{"kind":"ExecCredential","status":{"token":"%s-%s"}}' "$GREETING" $n`
    const exec = {
      apiVersion: 'client.authentication.k8s.io/v1',
      command: 'sh',
      args: ['-c', print],
      env: [{ name: 'GREETING', value: 'hi' }],
    }
    const { authorization } = access(config({ exec }))
    expect([await authorization(false), await authorization(false), await authorization(true)]).toEqual([
      'Bearer hi-1',
      'Bearer hi-1',
      'Bearer hi-2',
    ])
    const failing = { ...exec, args: ['-c', 'exit 3'], installHint: 'Install it.' }
    expect(bearer(config({ exec: failing }))).rejects.toThrow(
      'The command sh of the kubeconfig failed: it ended with code 3. Install it.',
    )
    expect(bearer(config({ exec: { ...exec, args: ['-c', 'echo {}'] } }))).rejects.toThrow(
      'it printed no ExecCredential',
    )
    await Bun.sleep(50)
  })

  test('of several files the first that names a thing has it, and one that is missing is passed over', () => {
    const one = file('one', { contexts: [{ name: 'there', context: { cluster: 'c', user: 'u' } }] })
    const two = file('two', config({ token: 't' }))
    const it = kubeconfigAccess([one, join(folder, 'none'), two], 'there', {})
    expect(it).toMatchObject({ name: 'there', namespace: 'default', server: 'https://10.0.0.1:6443' })
    expect(kubeconfigAccess([one, two], undefined, {}).name).toBe('here')
  })

  test.each([
    [{}, undefined, 'The kubeconfig has no current-context'],
    [config({}), 'other', 'The kubeconfig has no context "other". It has: here.'],
    [{ ...config({}), clusters: [] }, undefined, 'names the cluster "c", which the kubeconfig lacks'],
    [{ ...config({}), users: [] }, undefined, 'names the user "u", which the kubeconfig lacks'],
    [config({ 'auth-provider': { name: 'gcp' } }), undefined, 'which Kubernetes took out in 1.26: use exec'],
    [config({}, { 'certificate-authority': 'gone.pem' }), undefined, 'which cannot be read'],
    ['a: [', undefined, 'is not YAML'],
  ])('what is wrong with it is said: %#', (value, context, message) => {
    expect(() => access(value, context)).toThrow(message)
  })

  test('only what says so is unchecked', () => {
    expect(access(config({}, { 'insecure-skip-tls-verify': 'true' })).insecure).toBe(false)
    expect(access(config({}, { 'insecure-skip-tls-verify': true })).insecure).toBe(true)
  })
})

describe("a pod's own access", () => {
  test('is read where the kubelet puts it; the token again after a minute, or when it is refused', async () => {
    const at = join(folder, 'account')
    for (const [name, text] of [
      ['ca.crt', 'CA'],
      ['namespace', 'podid-system\n'],
      ['token', 'one\n'],
    ] as const)
      file(join('account', name), text)
    let now = 0
    const it = await inClusterAccess({ host: '10.96.0.1', port: '443', folder: at, now: () => now })
    expect(it).toMatchObject({ server: 'https://10.96.0.1:443', ca: 'CA', namespace: 'podid-system' })
    expect(await it.authorization(false)).toBe('Bearer one')
    file(join('account', 'token'), 'two')
    expect(await it.authorization(false)).toBe('Bearer one')
    expect(await it.authorization(true)).toBe('Bearer two')
    file(join('account', 'token'), 'three')
    now = 60_000
    expect(await it.authorization(false)).toBe('Bearer three')
    expect((await inClusterAccess({ host: 'fd00::1', port: '443', folder: at })).server).toBe('https://[fd00::1]:443')
  })

  test('what lacks is said', () => {
    expect(inClusterAccess({ host: undefined, port: undefined })).rejects.toThrow('This process is no pod of a cluster')
    expect(inClusterAccess({ host: 'x', port: '1', folder: join(folder, 'none') })).rejects.toThrow(
      'automountServiceAccountToken',
    )
  })
})
