import type { Command } from 'commander'
import { agentConfig, agentSettings, startAgent } from '../../agent'
import { stopOnSignal } from '../../program'
import { addFlags } from '../settings-flags'

export function addTo(program: Command): void {
  const command = program
    .command('agent')
    .description('Give the pods of this node their credentials, from any EKS Auth endpoint.')
    .option('--config <FILE>', 'a file with settings')
    .option('--while-stdin', 'stop when standard input ends, as it does when the program that started this one dies')
    .addHelpText(
      'after',
      "\nIts own credentials come from the AWS SDK's default chain.\n\nExample:\n  podid agent --cluster-name blue --region eu-west-1 --port 4081 --bind-hosts 127.0.0.1 --endpoint https://podid.example.com",
    )
    .action(
      async (
        options: { readonly config?: string; readonly whileStdin?: boolean } & Readonly<Record<string, unknown>>,
      ) => {
        const { config, whileStdin, ...flags } = options
        const agent = await startAgent(agentConfig(flags, config))
        if (whileStdin === true) void untilInputEnds().then(() => process.kill(process.pid, 'SIGTERM'))
        await stopOnSignal(() => agent.stop())
      },
    )
  addFlags(command, agentSettings)
}

async function untilInputEnds(): Promise<void> {
  const reader = Bun.stdin.stream().getReader()
  while (!(await reader.read()).done);
}
