import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keptKey, ours, startAgentProcess } from '../command'
import { scriptedUpstream } from '../scripted-upstream'
import { token } from '../tokens'

// Runs inside a network namespace of its own (`unshare -rn`): the addresses that SDKs know are made by `podid agent initialize`, the agent
// binds them on port 80 by its defaults, and real SDKs find their credentials there. Prints what each printed, as JSON.

const root = join(import.meta.dir, '../../..')
const folder = mkdtempSync(join(tmpdir(), 'podid-namespace-'))
const results: Record<string, unknown> = {}

const run = async (command: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<string> => {
  const child = Bun.spawn([...command], {
    env: {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? folder,
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_REGION: 'eu-west-1',
      ...env,
    },
    cwd: root,
    stdin: 'ignore',
    stdout: 'pipe',
    stderr: 'pipe',
  })
  const [out, err] = await Promise.all([new Response(child.stdout).text(), new Response(child.stderr).text()])
  return (await child.exited) === 0 ? out.trim() : `failed: ${out}${err}`
}

const initialize = [process.execPath, join(root, 'src/cli/main.ts'), 'agent', 'initialize']
results.initialize = await run(initialize)
results.again = await run(initialize)
results.addresses = await run(['ip', '-o', 'addr', 'show'])
results.migrate = (await Bun.file('/proc/sys/net/ipv4/tcp_migrate_req').text()).trim()

const upstream = scriptedUpstream()
const agent = await startAgentProcess(
  { ...ours, hostHeader: '169.254.170.23' },
  { endpoint: upstream.url, port: 80, bindHosts: ['169.254.170.23', '[fd00:ec2::23]'] },
)
const tokenFile = join(folder, 'token')
const shown = await token()
writeFileSync(tokenFile, shown)
results.key = await keptKey(agent, shown)
const calls = upstream.calls.length
/** An SDK gives its agent a second; a machine that is held up may take longer. */
const found = async (...given: Parameters<typeof run>): Promise<string> => {
  const first = await run(...given)
  return first.startsWith('failed') ? run(...given) : first
}
for (const [family, uri] of [
  ['v4', 'http://169.254.170.23/v1/credentials'],
  ['v6', 'http://[fd00:ec2::23]/v1/credentials'],
] as const) {
  const env = { AWS_CONTAINER_CREDENTIALS_FULL_URI: uri, AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: tokenFile }
  results[`boto3 ${family}`] = await found(
    ['python3', '-c', 'import boto3; print(boto3.Session().get_credentials().get_frozen_credentials().access_key)'],
    env,
  )
  results[`JS ${family}`] = await found(
    [
      'node',
      '--input-type=module',
      '-e',
      "import { defaultProvider } from '@aws-sdk/credential-provider-node'; console.log((await defaultProvider()()).accessKeyId)",
    ],
    env,
  )
  results[`CLI ${family}`] = await found(['aws', 'configure', 'list'], env)
}
results.calls = upstream.calls.length - calls
await agent.kill()
await upstream.stop()
process.stdout.write(`${JSON.stringify(results)}\n`)
process.exit(0)
