import { agent } from './agent'
import { consolePages } from './console'
import { decision } from './decision'
import { exchange } from './exchange'
import { lists } from './lists'
import { print, type Row } from './table'
import { webhook } from './webhook/webhook'

// One command, one table. Machines are shared and noisy: compare rows of one run, and runs of one machine.

interface Part {
  readonly name: string
  readonly about: string
  /** Options, each with a value. */
  readonly takes: readonly string[]
  rows(args: readonly string[]): readonly Row[] | Promise<readonly Row[]>
}

const parts: readonly Part[] = [
  { name: 'decision', about: 'one IAM decision over 10 policies of 20 statements', takes: [], rows: () => decision() },
  {
    name: 'exchange',
    about: 'AssumeRoleForPodIdentity at 5,000 associations: rate, latency, memory, start',
    takes: ['--store'],
    rows: exchange,
  },
  {
    name: 'lists',
    about: 'a page of associations, a create and the exchange: at 5,000 → at 500,000 stored associations',
    takes: ['--store'],
    rows: lists,
  },
  {
    name: 'console',
    about: 'a page of each of the console’s tables: 5,000 associations, 1,000 roles, 100,000 exchanges',
    takes: ['--store'],
    rows: consolePages,
  },
  {
    name: 'webhook',
    about:
      'admissions over TLS at 5,000 associations: rate, latency, memory, start; --against CMD: beside another webhook',
    takes: ['--against'],
    rows: webhook,
  },
  {
    name: 'agent',
    about: 'the node agent: rate, memory, start, herds, renewals; --against CMD: beside another agent',
    takes: ['--against'],
    rows: agent,
  },
]

const args = process.argv.slice(2)
if (args.includes('--help')) {
  const lines = parts.map(({ name, about }) => `  ${name.padEnd(10)}${about}`)
  process.stdout.write(
    `npm run bench [-- PART… --store postgres://… --against CMD]   what podid costs; all parts without a name\n\n${lines.join('\n')}\n`,
  )
} else {
  const asked = args.filter((it) => parts.some(({ name }) => name === it))
  const rest = args.filter((it) => !asked.includes(it))
  const valued = ['--store', '--against']
  const unknown = rest.find((it, at) => !valued.includes(it) && !valued.includes(rest[at - 1] ?? ''))
  if (unknown !== undefined) {
    process.stderr.write(`There is no part "${unknown}" of the bench: see --help.\n`)
    process.exit(2)
  }
  process.stdout.write('podid bench (server on core 0, load on core 1)\n\n')
  const rows: Row[] = []
  const chosen = parts.filter(({ name }) => asked.length === 0 || asked.includes(name))
  for (const { takes, rows: measured } of chosen) rows.push(...(await measured(of(takes, rest))))
  print(rows)
}

/** Those of the options that a part takes, with their values. */
function of(takes: readonly string[], options: readonly string[]): readonly string[] {
  return options.flatMap((it, at) => (takes.includes(it) ? [it, options[at + 1] ?? ''] : []))
}
