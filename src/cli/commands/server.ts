import { resolve } from 'node:path'
import type { Command } from 'commander'
import { stopOnSignal } from '../../program'
import { serverConfig, serverSettings, startServer } from '../../server'
import { quoted, tell } from '../print'
import { forgetRunning, writeRunning } from '../running'
import { addFlags } from '../settings-flags'
import { addKeysTo } from './server-keys'

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
      const settings = serverConfig(flags, config)
      const server = await startServer(settings)
      const { url, account, region, authority, caFile } = server
      await writeRunning(settings.data, { url, account, region, authority, pid: process.pid })
      const folder = quoted(resolve(settings.data))
      tell(
        `podid serves ${url}. The administrator's key: podid env --data ${folder}. The console: podid console --data ${folder}`,
      )
      if (caFile !== undefined) tell(`Clients trust its certificate with AWS_CA_BUNDLE=${quoted(resolve(caFile))}`)
      await stopOnSignal(async () => {
        await forgetRunning(settings.data)
        await server.stop()
      })
    })
  addFlags(command, serverSettings)
  addKeysTo(command)
}
