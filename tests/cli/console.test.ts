import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { client } from '../../src/client'
import { bareEnv, have, podid, run, startServerAlone, startUp, type Up } from '../up'

// `podid console`: a link that signs in, as the administrator of this machine or as whoever AWS_ENDPOINT_URL and the keys name.

const form = /^(http:\/\/127\.0\.0\.1:\d+)\/console\/#sign-in=([A-Za-z0-9]{32})$/m
const codeIn = (text: string): string => form.exec(text)?.[2] ?? ''
const signIn = (url: string, code: string) =>
  client({ endpoint: url, region: 'us-east-1', credentials: undefined }).call('podid', 'SignIn', { code })

describe('podid console', () => {
  let up: Up
  beforeAll(async () => {
    up = await startServerAlone()
  }, 300_000)
  afterAll(() => up?.stop())

  test('prints a link that signs in, once', async () => {
    const ran = await up.run('console', '--print')
    expect(ran.code).toBe(0)
    expect(ran.out).toMatch(form)
    expect(ran.out.split('\n')).toHaveLength(2)
    expect(ran.err).toContain('It signs in once, within two minutes')
    expect(form.exec(ran.out)?.[1]).toBe(up.url)
    expect(await signIn(up.url, codeIn(ran.out))).toMatchObject({ arn: 'arn:aws:iam::000000000000:user/admin' })
    expect(signIn(up.url, codeIn(ran.out))).rejects.toThrow('The sign-in code is not valid')
  })

  test('says for how long, as JSON', async () => {
    const { out } = await up.run('console', '-o', 'json')
    const { link, expiration } = JSON.parse(out)
    expect(link).toMatch(form)
    expect(Math.abs(Date.parse(expiration) - Date.now() - 120_000)).toBeLessThan(60_000)
  })

  test('asks the server and signs with the keys of the environment', async () => {
    const ran = await run([...podid, 'console'], up.env)
    expect(ran.code).toBe(0)
    expect(await signIn(up.url, codeIn(ran.out))).toMatchObject({ account: '000000000000' })
  })

  test('says why not: temporary credentials, no server', async () => {
    const session = await signIn(up.url, codeIn((await up.run('console')).out))
    const temporary = {
      AWS_ACCESS_KEY_ID: String(session.accessKeyId),
      AWS_SECRET_ACCESS_KEY: String(session.secretAccessKey),
      AWS_SESSION_TOKEN: String(session.sessionToken),
    }
    const refused = await run([...podid, 'console'], { ...up.env, ...temporary })
    expect(refused).toMatchObject({ code: 77, out: '' })
    expect(refused.err).toContain('Cannot call CreateSignInCode with session credentials (AccessDeniedException)')
    const nobody = await run([...podid, 'console'], { ...up.env, AWS_ENDPOINT_URL: 'http://127.0.0.1:1' })
    expect(nobody).toMatchObject({ code: 69, out: '' })
  })

  const terminal = process.platform === 'linux' && have(['script', '--version'], 'opening a browser from a terminal')
  /** Runs it on a terminal, with a browser that writes down how it was called and what it was shown. */
  async function onTerminal(args: string, more: Readonly<Record<string, string>>) {
    const folder = join(up.data, 'bin')
    const seen = join(folder, 'seen')
    mkdirSync(folder, { recursive: true })
    writeFileSync(seen, '')
    const opener = join(folder, 'xdg-open')
    writeFileSync(opener, `#!/bin/sh\nprintf '%s\\n' "$@" > '${seen}'\ncat "\${1#file://}" >> '${seen}'\n`)
    chmodSync(opener, 0o755)
    const command = [...podid, 'console', ...(args === '' ? [] : [args])].map((it) => `'${it}'`).join(' ')
    const env = { ...bareEnv(up.data), PODID_DATA: up.data, PATH: `${folder}:${process.env.PATH}`, ...more }
    const ran = await run(['script', '-qec', command, '/dev/null'], env)
    return { ran, seen: readFileSync(seen, 'utf8') }
  }

  test.skipIf(!terminal)('opens it on a desktop, by a page that only its owner can read', async () => {
    const { ran, seen } = await onTerminal('', { DISPLAY: ':0' })
    const code = codeIn(ran.out.replaceAll('\r', ''))
    const [argument = '', ...shown] = seen.split('\n')
    expect(argument).toStartWith('file:///')
    expect(argument).not.toContain(code)
    expect(code).toHaveLength(32)
    expect(shown.join('\n')).toContain(`content="0;url=${up.url}/console/#sign-in=${code}"`)
    expect(statSync(argument.slice('file://'.length)).mode & 0o077).toBe(0)
  })

  test.skipIf(!terminal)('opens nothing with --print, nor without a desktop', async () => {
    expect((await onTerminal('--print', { DISPLAY: ':0' })).seen).toBe('')
    expect((await onTerminal('', {})).seen).toBe('')
  })
})

test('podid up prints where the console is, signed in', async () => {
  const up = await startUp()
  try {
    const link = /\/console\/#sign-in=([A-Za-z0-9]{32})/.exec(up.said())
    expect(await signIn(up.url, link?.[1] ?? '')).toMatchObject({ arn: 'arn:aws:iam::000000000000:user/admin' })
    expect(up.said()).toMatch(/That link signs in once, within two minutes\. Another: \S*( ?podid)? console --data /)
  } finally {
    await up.stop()
  }
}, 300_000)
