import type { Command } from 'commander'
import { stopOnSignal } from '../../program'
import { serverConfig, serverSettings, startServer } from '../../server'
import { addFlags } from '../settings-flags'

export function addTo(program: Command): void {
  const command = program
    .command('server')
    .description('The control plane alone.')
    .option('--config <FILE>', 'a file with settings: JSON, or lines of key = value')
    .addHelpText(
      'after',
      '\nEvery setting can also be an environment variable, such as PODID_TLS_CERT for --tls-cert.\n\nExample:\n  podid server --data /var/lib/podid --host 0.0.0.0 --port 443 --tls-self-signed --tls-name podid.example.com',
    )
    .action(async (options: { readonly config?: string } & Readonly<Record<string, unknown>>) => {
      const { config, ...flags } = options
      const server = await startServer(serverConfig(flags, config))
      await stopOnSignal(() => server.stop())
    })
  addFlags(command, serverSettings)
}
