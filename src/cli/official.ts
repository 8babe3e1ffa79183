import { Command, CommanderError, Option } from 'commander'
import { agentConfig, initialize, startAgent, thisHost } from '../agent'
import { createLog, type LogLevel, stopOnSignal } from '../program'
import { agentName } from './official-names'
import { version } from './version'

// The executable under the names of the official image, so that the official chart runs it with only the image changed (agent-and-webhook.md
// A.2, A.11): `/go-runner /eks-pod-identity-agent server --port 80 …`.

/** What logrus calls them, and what we do. */
const levels = new Map<string, readonly [number: number, ours: LogLevel]>([
  ['panic', [0, 'error']],
  ['fatal', [1, 'error']],
  ['error', [2, 'error']],
  ['warn', [3, 'warn']],
  ['warning', [3, 'warn']],
  ['info', [4, 'info']],
  ['debug', [5, 'debug']],
  ['trace', [6, 'debug']],
])

/** Runs the official command line; answers the exit code. */
export async function official(args: readonly string[]): Promise<number> {
  const program = new Command(agentName)
    .description('EKS Pod Identity Agent (podid)')
    .option('-v, --verbosity <string>', 'Logging verbosity [panic, error, info, trace]', 'info')
    .exitOverride()
  const told: { level?: LogLevel } = {}
  program.hook('preAction', () => {
    told.level = levelOf(String(program.opts().verbosity))
  })
  program.action(() => program.outputHelp())
  serverCommand(program, () => told.level ?? 'info')
  program
    .command('initialize')
    .description('Make the link-local addresses and the routes to them, then exit')
    .allowExcessArguments()
    .action(() => initialize(thisHost, createLog({ format: 'json', level: told.level ?? 'info' })))
  program
    .command('version')
    .description('Print the version')
    .action(() => {
      process.stdout.write(`EKS Pod Identity Agent version ${version}\n`)
    })
  try {
    await program.parseAsync(likeCobra(args), { from: 'user' })
    return 0
  } catch (why) {
    if (why instanceof CommanderError) return why.exitCode === 0 ? 0 : 1
    process.stderr.write(`Error: ${why instanceof Error ? why.message : String(why)}\n`)
    return 1
  }
}

function serverCommand(program: Command, level: () => LogLevel): void {
  const one = (value: string, before: readonly string[] | undefined): readonly string[] => [...(before ?? []), value]
  program
    .command('server')
    .description('Serve the pods of this node')
    // The official chart writes "--rotate-credentials" "true"; the second word is a stray one, for cobra too.
    .allowExcessArguments()
    .option('-c, --cluster-name <string>', 'EKS cluster name')
    .option('-p, --port <uint16>', 'Listening port of the server', '80')
    .option('--probe-port <uint16>', 'Health and readiness port', '2703')
    .option('--metrics-address <string>', 'Metrics bind address', '0.0.0.0')
    .option('--metrics-port <uint16>', 'Metrics port', '2705')
    .option('--max-credential-retention-before-renewal <duration>', 'Renew credentials after this time', '3h')
    .option('--max-cache-size <int>', 'Maximum number of entries', '2000')
    .option('--max-service-qps <int>', 'Maximum renewals a second', '3')
    .addOption(new Option('-b, --bind-hosts <stringArray>', 'Hosts to bind').argParser(one))
    .option('--rotate-credentials', 'Read shared credentials files anew every minute')
    .option('--endpoint <string>', 'Override of the EKS Auth endpoint')
    .action(async (flags: Readonly<Record<string, unknown>>) => {
      if (flags.clusterName === undefined) throw new Error('required flag(s) "cluster-name" not set')
      const qps = Number(flags.maxServiceQps) > 0 ? flags.maxServiceQps : '3'
      const said = Object.entries({ ...flags, maxServiceQps: qps, logFormat: 'json', logLevel: level() })
      const agent = await startAgent(agentConfig(Object.fromEntries(said.filter(([, value]) => value !== ''))))
      await stopOnSignal(() => agent.stop())
    })
}

function levelOf(said: string): LogLevel {
  const level = levels.get(said.toLowerCase())
  if (level === undefined) throw new Error(`Invalid logging verbosity: not a valid logrus Level: "${said}"`)
  const at = new Date().toISOString().slice(0, 19).replaceAll('-', '/').replace('T', ' ')
  process.stderr.write(
    `${at} Setting logging verbosity level to: ${said.toLowerCase().replace(/^warn$/, 'warning')} (${level[0]})\n`,
  )
  return level[1]
}

/** `--flag=true` and `--flag=false` of an on/off flag, and `-v` wherever it stands, as cobra reads them. */
function likeCobra(args: readonly string[]): string[] {
  const global: string[] = []
  const rest: string[] = []
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? ''
    if (arg === '-v' || arg === '--verbosity') global.push(arg, args[++at] ?? '')
    else if (/^--verbosity=/.test(arg)) global.push('--verbosity', arg.slice('--verbosity='.length))
    else if (/^--rotate-credentials=(false|0|f|F|FALSE|False)$/.test(arg)) continue
    else rest.push(arg.replace(/^(--rotate-credentials)=.*$/, '$1'))
  }
  return [...global, ...rest]
}
