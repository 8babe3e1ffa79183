import { resolve } from 'node:path'
import type { Command } from 'commander'
import { cliConfig } from '../config'
import { connection, inWords } from '../connection'
import { browse, consoleLink } from '../console-link'
import { json, paint, say, tell } from '../print'

interface Options {
  readonly print?: boolean
  readonly data?: string
  readonly output: string
}

export function addTo(program: Command): void {
  program
    .command('console')
    .description(
      'A link that signs in to the console, good once and for two minutes; opened in the browser where there is one. The server is the one of this folder, or AWS_ENDPOINT_URL.',
    )
    .option('--print', 'print the link, and open nothing')
    .option('--data <DIR>', 'the data folder of the running podid (default: .podid)')
    .option('-o, --output <FORMAT>', 'text or json', 'text')
    .addHelpText('after', '\nExample:\n  podid console')
    .action(openConsole)
}

async function openConsole(options: Options): Promise<void> {
  const { client, url, data } = await connection(options)
  const { link, expiration } = await consoleLink({ client, url }).catch((why) => {
    throw inWords(why, url)
  })
  if (options.output === 'json') return json({ link, expiration })
  say(link)
  tell(paint('dim', 'It signs in once, within two minutes. For another: podid console'))
  const { opener } = cliConfig()
  if (options.print === true || opener === undefined) return
  const opened = await browse(link, opener, data === undefined ? undefined : resolve(data))
  if (!opened) tell('The browser could not be started: open the link yourself.')
}
