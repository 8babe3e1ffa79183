import { mkdir, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Command } from 'commander'
import { cliConfig } from '../config'
import { connection } from '../connection'
import { exit, Failure } from '../failure'
import { json, say } from '../print'
import { writePrivate } from '../running'

export function addTo(program: Command): void {
  program
    .command('configure')
    .description('Write an AWS profile that names the running podid: its endpoint_url, region and access key.')
    .option('--data <DIR>', 'the data folder of the running podid (default: .podid)')
    .option('--profile <NAME>', 'the profile', 'podid')
    .option('-o, --output <FORMAT>', 'text or json', 'text')
    .addHelpText('after', '\nExample:\n  podid configure && aws --profile podid eks list-clusters')
    .action(async (options: { readonly data?: string; readonly profile: string; readonly output: string }) => {
      if (!/^[\w.-]+$/.test(options.profile))
        throw new Failure('--profile must be letters, digits, dots, dashes and underscores.', exit.usage)
      const { url, region, credentials } = await connection(options)
      const { awsConfigFile, awsCredentialsFile } = cliConfig()
      const heading = options.profile === 'default' ? 'default' : `profile ${options.profile}`
      await putSection(awsConfigFile, heading, { region, endpoint_url: url })
      await putSection(awsCredentialsFile, options.profile, {
        aws_access_key_id: credentials.accessKeyId,
        aws_secret_access_key: credentials.secretAccessKey,
      })
      if (options.output === 'json')
        json({ profile: options.profile, config: awsConfigFile, credentials: awsCredentialsFile })
      else
        say(
          `The profile ${options.profile} is in ${awsConfigFile} and ${awsCredentialsFile}. Try: aws --profile ${options.profile} sts get-caller-identity`,
        )
    })
}

/** Replaces one section of an INI file and leaves every other line as it is. */
async function putSection(file: string, heading: string, values: Readonly<Record<string, string>>): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const text = await readFile(file, 'utf8').catch((why: unknown) => {
    if (why instanceof Error && 'code' in why && why.code === 'ENOENT') return ''
    throw why
  })
  await writePrivate(file, withSection(text, heading, values))
}

function withSection(text: string, heading: string, values: Readonly<Record<string, string>>): string {
  const kept: string[] = []
  let inside = false
  for (const line of text.split('\n')) {
    const header = /^\s*\[\s*(.*?)\s*\]/.exec(line)
    if (header !== null) inside = header[1] === heading
    if (!inside) kept.push(line)
  }
  const before = kept.join('\n').trimEnd()
  const section = [`[${heading}]`, ...Object.entries(values).map(([name, value]) => `${name} = ${value}`)].join('\n')
  return `${before === '' ? '' : `${before}\n\n`}${section}\n`
}
