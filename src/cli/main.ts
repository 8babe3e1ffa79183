#!/usr/bin/env bun
import { Command, CommanderError } from 'commander'
import { exit, Failure } from './failure'
import { officialArguments } from './official-names'
import { paint, tell } from './print'
import { version } from './version'

/** The command line: every command is a file in commands/, read only when it is called, so that `podid token` starts fast. */
async function main(args: readonly string[]): Promise<number> {
  const program = new Command('podid')
    .description('EKS Pod Identity for every Kubernetes cluster.')
    .version(version)
    .showHelpAfterError('(--help shows what there is)')
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(paint('red', text)) })
    .addHelpText(
      'after',
      '\nStart here:\n  podid up --demo      everything on this machine, with a walk-through\n  podid up             just start it',
    )
  let code = 0
  const done = (result: number): void => {
    code = result
  }
  for (const { addTo } of await commands(args)) addTo(program, done)
  try {
    await program.parseAsync([...args], { from: 'user' })
    return code
  } catch (why) {
    return told(why)
  }
}

/** The one that is asked for, or all of them for the help page. */
async function commands(
  args: readonly string[],
): Promise<readonly { addTo(program: Command, done: (code: number) => void): void }[]> {
  const all = new Map<string, () => Promise<{ addTo(program: Command, done: (code: number) => void): void }>>([
    ['up', () => import('./commands/up')],
    ['server', () => import('./commands/server')],
    ['agent', () => import('./commands/agent')],
    ['connector', () => import('./commands/connector')],
    ['run', () => import('./commands/run')],
    ['token', () => import('./commands/token')],
    ['env', () => import('./commands/env')],
    ['configure', () => import('./commands/configure')],
    ['console', () => import('./commands/console')],
    ['cluster', () => import('./commands/cluster')],
    ['doctor', () => import('./commands/doctor')],
    ['explain', () => import('./commands/explain')],
    ['image', () => import('./commands/image')],
  ])
  const asked = all.get(args[0] ?? '')
  return asked === undefined ? Promise.all([...all.values()].map((load) => load())) : [await asked()]
}

function told(why: unknown): number {
  if (why instanceof CommanderError) return why.exitCode === 0 ? 0 : exit.usage
  if (why instanceof Failure) {
    tell(`${paint('red', 'podid:')} ${why.message}`)
    return why.exitCode
  }
  if (why instanceof Error && why.name === 'SettingMistakes') {
    for (const mistake of why.message.split('\n')) tell(`${paint('red', 'podid:')} ${mistake}`)
    return exit.usage
  }
  tell(`${paint('red', 'podid:')} ${why instanceof Error ? why.message : String(why)}`)
  return exit.failed
}

const official = officialArguments(process.argv0, process.argv.slice(2))
process.exitCode =
  official === undefined
    ? await main(process.argv.slice(2))
    : await import('./official').then(({ official: run }) => run(official))
// A command that is done ends the process, whatever idle connection a library keeps.
process.exit()
