import type { Command } from 'commander'
import { connectorConfig, connectorSettings, startConnector } from '../../connector'
import { stopOnSignal } from '../../program'
import { addFlags } from '../settings-flags'
import { version } from '../version'

export function addTo(program: Command): void {
  const command = program
    .command('connector')
    .description("A cluster's side: serves the admission webhook, installs add-ons, tells keys and what there is.")
    .option('--config <FILE>', 'a file with settings: JSON, or lines of key = value')
    .addHelpText(
      'after',
      '\nIt runs in the cluster, where "podid cluster join" puts it. Outside of one, name a kubeconfig.\n\nExample:\n  podid connector --cluster-name blue --endpoint https://podid.example.com --region eu-west-1 --image registry.example.com/podid:1',
    )
    .action(async (options: { readonly config?: string } & Readonly<Record<string, unknown>>) => {
      const { config, ...flags } = options
      const running = await startConnector(connectorConfig(flags, config), version)
      await stopOnSignal(() => running.stop())
    })
  addFlags(command, connectorSettings)
}
