import type { Command } from 'commander'
import { agentConfig, agentSettings, initialize, startAgent, thisHost } from '../../agent'
import { createLog, stopOnSignal } from '../../program'
import { addFlags } from '../settings-flags'

export function addTo(program: Command): void {
  const agent = program
    .command('agent')
    .description('Give the pods of this node their credentials, from any EKS Auth endpoint.')
    .option('--config <FILE>', 'a file with settings')
    .option('--while-stdin', 'stop when standard input ends, as it does when the program that started this one dies')
    .addHelpText(
      'after',
      "\nIts own credentials come from the AWS SDK's default chain. Called as eks-pod-identity-agent (a link), it takes the official arguments.\n\nExample:\n  podid agent --cluster-name blue --region eu-west-1 --port 4081 --bind-hosts 127.0.0.1 --endpoint https://podid.example.com",
    )
    .action(
      async (
        options: { readonly config?: string; readonly whileStdin?: boolean } & Readonly<Record<string, unknown>>,
      ) => {
        const { config, whileStdin, ...flags } = options
        const running = await startAgent(agentConfig(flags, config))
        if (whileStdin === true) void untilInputEnds().then(() => process.kill(process.pid, 'SIGTERM'))
        await stopOnSignal(() => running.stop())
      },
    )
  addFlags(agent, agentSettings)
  agent
    .command('initialize')
    .description('Make the addresses 169.254.170.23 and fd00:ec2::23 and the routes to them (needs NET_ADMIN)')
    .addHelpText('after', '\nSafe to repeat.\n\nExample:\n  sudo podid agent initialize')
    .action(() => initialize(thisHost, createLog({ format: 'auto', level: 'info' })))
}

async function untilInputEnds(): Promise<void> {
  const reader = Bun.stdin.stream().getReader()
  while (!(await reader.read()).done);
}
