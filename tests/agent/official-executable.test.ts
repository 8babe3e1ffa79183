import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type AgentCommand, startAgentProcess } from './command'
import { type ScriptedUpstream, scriptedUpstream } from './scripted-upstream'
import { token } from './tokens'

// The one executable under the names of the official image: /go-runner /eks-pod-identity-agent server … (agent-and-webhook.md A.2, A.11).

const root = join(import.meta.dir, '../..')
let folder = ''
let upstream: ScriptedUpstream
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'podid-official-'))
  const executable = join(folder, 'podid')
  const made = Bun.spawnSync(
    [
      ...[process.execPath, 'build', '--compile', '--minify', '--splitting', '--bytecode', '--format=esm'],
      join(root, 'src/cli/main.ts'),
      '--outfile',
      executable,
    ],
    { cwd: root, stdout: 'ignore', stderr: 'pipe' },
  )
  if (!existsSync(executable)) throw new Error(`The executable could not be made: ${made.stderr}`)
  for (const name of ['go-runner', 'eks-pod-identity-agent']) symlinkSync('podid', join(folder, name))
  upstream = scriptedUpstream()
}, 300_000)
afterAll(async () => {
  await upstream.stop()
  rmSync(folder, { recursive: true, force: true })
})

const run = (name: string, ...args: readonly string[]): { code: number; out: string; err: string } => {
  const { exitCode, stdout, stderr } = Bun.spawnSync([join(folder, name), ...args], {
    env: { PATH: '/nonexistent', AWS_REGION: 'eu-west-1' },
    stdin: 'ignore',
    timeout: 10_000,
  })
  return { code: exitCode ?? -1, out: stdout.toString(), err: stderr.toString() }
}
const agent = (...args: readonly string[]) => run('eks-pod-identity-agent', ...args)

describe('eks-pod-identity-agent', () => {
  test('version', () => {
    const { code, out, err } = agent('version')
    expect([code, out]).toEqual([0, expect.stringMatching(/^EKS Pod Identity Agent version \d+\.\d+\.\d+\n$/)])
    expect(err).toMatch(/^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d Setting logging verbosity level to: info \(4\)\n$/)
  })

  test('without a command prints what there is', () => {
    const { code, out } = agent()
    expect(code).toBe(0)
    for (const word of ['server', 'initialize', 'version', '--verbosity']) expect(out).toContain(word)
  })

  test('server without a cluster', () => {
    const { code, err } = agent('server')
    expect(code).toBe(1)
    expect(err).toContain('Error: required flag(s) "cluster-name" not set\n')
  })

  test.each([[['-v', 'loud', 'version']], [['version', '-v', 'loud']], [['version', '--verbosity=loud']]])(
    'a verbosity that is none: %p',
    (args) => {
      const { code, out, err } = agent(...args)
      expect([code, out]).toEqual([1, ''])
      expect(err).toContain('Invalid logging verbosity: not a valid logrus Level: "loud"')
    },
  )

  test.each([
    ['panic', 0],
    ['fatal', 1],
    ['error', 2],
    ['warn', 3],
    ['warning', 3],
    ['info', 4],
    ['debug', 5],
    ['trace', 6],
  ])('verbosity %s is %d', (word, number) => {
    const name = word === 'warn' ? 'warning' : word
    expect(agent('version', '-v', word).err).toContain(`Setting logging verbosity level to: ${name} (${number})`)
  })

  test.each([
    ['--port', 'x'],
    ['--port', '70000'],
    ['--max-cache-size', 'many'],
    ['--max-credential-retention-before-renewal', '3'],
    ['--metrics-port', '-1'],
  ])('%s %s is refused by its name', (flag, value) => {
    const { code, err } = agent('server', '-c', 'blue', `${flag}=${value}`)
    expect(code).toBe(1)
    expect(err).toContain(flag)
    expect(err).toContain(value)
  })

  test('an unknown flag, an unknown command', () => {
    expect(agent('server', '-c', 'blue', '--loud')).toMatchObject({
      code: 1,
      err: expect.stringContaining("unknown option '--loud'"),
    })
    expect(agent('serve').code).toBe(1)
  })
})

describe('go-runner', () => {
  test('runs eks-pod-identity-agent, by whatever path, and its own flags are let be', () => {
    for (const args of [
      ['/eks-pod-identity-agent', 'version'],
      ['--also-stdout=true', '--log-file=/tmp/x', 'eks-pod-identity-agent', 'version'],
    ])
      expect(run('go-runner', ...args).out).toStartWith('EKS Pod Identity Agent version ')
  })

  test('runs nothing else', () => {
    expect(run('go-runner', '/bin/sh', '-c', 'true')).toMatchObject({
      code: 1,
      err: expect.stringContaining('only eks-pod-identity-agent can be run here, not /bin/sh'),
    })
    expect(run('go-runner')).toMatchObject({ code: 1, err: expect.stringContaining('not enough arguments to run') })
  })

  test("serves by the official chart's arguments", async () => {
    const command: AgentCommand = {
      name: 'go-runner',
      command: [join(folder, 'go-runner'), '/eks-pod-identity-agent'],
      hostHeader: '127.0.0.1',
      listening: 'the agent is listening',
    }
    // As the chart writes them: an on/off flag with a stray word behind, a Go duration, -b once an address.
    const args = ['--rotate-credentials', 'true', '--max-credential-retention-before-renewal', '1h30m0s', '-v', 'trace']
    const server = await startAgentProcess(command, {
      endpoint: upstream.url,
      args: [...args, '--max-service-qps', '0'],
      bindHosts: ['127.0.0.1', '127.0.0.2'],
    })
    for (const host of ['127.0.0.1', '127.0.0.2']) {
      const url = `${server.url.replace('127.0.0.1', host)}/v1/credentials`
      expect((await fetch(url, { headers: { authorization: await token() } })).status).toBe(200)
    }
    expect(await server.kill('SIGTERM')).toBe(0)
  })
})
