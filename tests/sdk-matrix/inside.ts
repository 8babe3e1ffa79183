import { join } from 'node:path'
import { keptKey, ours, startAgentProcess } from '../agent/command'
import { scriptedUpstream } from '../agent/scripted-upstream'
import { token } from '../agent/tokens'
import { asked } from './asked'
import type { Program } from './programs'

// Inside a network namespace of its own: `podid agent initialize` makes the addresses, the agent binds them, and each program (JSON, the first
// argument) is run with either. Prints what they printed, as JSON.

const programs: readonly Program[] = JSON.parse(process.argv[2] ?? '[]')
Bun.spawnSync([process.execPath, join(import.meta.dir, '../../src/cli/main.ts'), 'agent', 'initialize'])
const upstream = scriptedUpstream()
const agent = await startAgentProcess(
  { ...ours, hostHeader: '169.254.170.23' },
  { endpoint: upstream.url, port: 80, bindHosts: ['169.254.170.23', '[fd00:ec2::23]'] },
)
const shown = await token()
const told: Record<string, string> = { key: await keptKey(agent, shown) }
for (const { name, command } of programs) {
  told[`${name} 169.254.170.23`] = await asked(command, 'http://169.254.170.23/v1/credentials', shown)
  told[`${name} fd00:ec2::23`] = await asked(command, 'http://[fd00:ec2::23]/v1/credentials', shown)
}
await agent.kill()
await upstream.stop()
process.stdout.write(`${JSON.stringify(told)}\n`)
process.exit(0)
