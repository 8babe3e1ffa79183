import { resolve } from 'node:path'
import type { Command } from 'commander'
import { connection } from '../connection'
import { json, quoted, say } from '../print'

export function addTo(program: Command): void {
  program
    .command('env')
    .description('Print the variables by which every AWS tool finds the running podid, for eval.')
    .option('--data <DIR>', 'the data folder of the running podid (default: .podid)')
    .option('-o, --output <FORMAT>', 'text or json', 'text')
    .addHelpText('after', '\nExample:\n  eval "$(podid env)" && aws sts get-caller-identity')
    .action(async (options: { readonly data?: string; readonly output: string }) => {
      const { url, region, credentials, caFile } = await connection(options)
      const variables = {
        AWS_ENDPOINT_URL: url,
        AWS_ACCESS_KEY_ID: credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
        AWS_REGION: region,
        AWS_DEFAULT_REGION: region,
        ...(caFile === undefined || !url.startsWith('https:') ? {} : { AWS_CA_BUNDLE: resolve(caFile) }),
      }
      if (options.output === 'json') json(variables)
      else for (const [name, value] of Object.entries(variables)) say(`export ${name}=${quoted(value)}`)
    })
}
