import type { Command } from 'commander'
import {
  masterKeys,
  prepareMasterKey,
  rotateMasterKey,
  type ServerConfig,
  sealingKey,
  serverConfig,
  serverSettings,
} from '../../server'
import { Failure } from '../failure'
import { json, paint, say, table } from '../print'
import { readRunning } from '../running'
import { addFlags } from '../settings-flags'

type Options = Readonly<Record<string, unknown>> & { readonly output?: string }

const { data, store, masterKey } = serverSettings
/** Hours that a former key opens sessions. */
const afterlife = 36
const hour = 3_600_000

/** `podid server keys …` */
export function addKeysTo(server: Command): void {
  const keys = server
    .command('keys')
    .description('The master key, which seals what is stored and the sessions that are issued.')
  const command = (name: string, description: string, example: string): Command =>
    addFlags(keys.command(name).description(description).option('--config <FILE>', 'a file with settings'), {
      data,
      store,
      masterKey,
    }).addHelpText('after', `\nExample:\n  ${example}`)
  command('list', 'List the keys by id and age; never what they are.', 'podid server keys list --data /var/lib/podid')
    .option('-o, --output <FORMAT>', 'text or json', 'text')
    .action((options: Options) => list(options))
  command(
    'rotate',
    `Put another master key into force, whether the server runs or not. The former opens for ${afterlife} hours what it sealed, so that sessions go on until they end.`,
    'podid server keys rotate --data /var/lib/podid',
  )
    .option(
      '--prepare',
      'only make the key, to be spread to replicas that have copies of the file; rotate then puts it into force',
    )
    .action((options: Options) => rotate(options))
}

function settings(options: Options): ServerConfig {
  const { config, output: _, prepare: __, ...flags } = options
  return serverConfig(flags, typeof config === 'string' ? config : undefined)
}

async function rotate(options: Options): Promise<void> {
  const config = settings(options)
  if (options.prepare === true) {
    const prepared = (await prepareMasterKey(config)).find(({ state }) => state === 'prepared')
    say(
      `${paint('green', '✓')} The master key ${prepared?.id} is prepared. Copy the file to every replica, then run this again without --prepare, and copy it again.`,
    )
    return
  }
  const running = await readRunning(config.data)
  const { keys, resealed } = await rotateMasterKey(config, { running: running !== undefined })
  const id = keys[0]?.id ?? ''
  if (running !== undefined) await takenUp(config, id, running.url)
  say(`${paint('green', '✓')} The master key is now ${id}.`)
  say(
    running === undefined
      ? `  ${resealed === undefined ? 'There is no store yet to seal anew.' : `${resealed} stored secrets were sealed anew with it.`}`
      : `  The server at ${running.url} seals with it, and seals anew what is stored.`,
  )
  say(`  Sessions issued before go on until they end, ${afterlife} hours at most.`)
}

/** Resolves when the running server seals with the key. */
async function takenUp(config: ServerConfig, id: string, url: string): Promise<void> {
  for (const until = Date.now() + 10_000; sealingKey(config) !== id; await Bun.sleep(100))
    if (Date.now() > until)
      throw new Failure(
        `The master key is now ${id}, but the server at ${url} does not seal with it after 10 s: see its messages, and that it was started with the same --master-key. It takes the key up at its next start at the latest.`,
      )
}

async function list(options: Options): Promise<void> {
  const config = settings(options)
  const keys = masterKeys(config)
  if (options.output === 'json') {
    const time = (at: number | undefined): string | undefined =>
      at === undefined ? undefined : new Date(at).toISOString()
    return json(
      keys.map(({ id, state, createdAt, retiredAt }) => ({
        ...{ id, state },
        ...{ createdAt: time(createdAt), retiredAt: time(retiredAt) },
      })),
    )
  }
  const now = Date.now()
  say(
    table(
      ['ID', 'STATE', 'MADE', 'RETIRED'],
      keys.map(({ id, state, createdAt, retiredAt }) => [id, state, age(createdAt, now), age(retiredAt, now)]),
    ),
  )
}

function age(at: number | undefined, now: number): string {
  if (at === undefined) return '-'
  const hours = Math.max(0, now - at) / hour
  if (hours < 1) return `${Math.floor(hours * 60)} min ago`
  return hours < 48 ? `${Math.floor(hours)} h ago` : `${Math.floor(hours / 24)} days ago`
}
