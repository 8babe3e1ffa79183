import { agent } from './agent'
import { decision } from './decision'
import { exchange } from './exchange'
import { lists } from './lists'
import { print, type Row } from './table'

// One command, one table. Machines are shared and noisy: compare rows of one run, and runs of one machine.

interface Part {
  readonly name: string
  readonly about: string
  rows(args: readonly string[]): readonly Row[] | Promise<readonly Row[]>
}

const parts: readonly Part[] = [
  { name: 'decision', about: 'one IAM decision over 10 policies of 20 statements', rows: () => decision() },
  {
    name: 'exchange',
    about: 'AssumeRoleForPodIdentity at 5,000 associations: rate, latency, memory, start',
    rows: exchange,
  },
  {
    name: 'lists',
    about: 'a page of associations, a create and the exchange: at 5,000 → at 500,000 stored associations',
    rows: lists,
  },
  {
    name: 'agent',
    about: 'the node agent, beside any other given by --against COMMAND',
    rows: agent,
  },
]

/** Each with a value. */
const flags = ['--store', '--against']

const args = process.argv.slice(2)
if (args.includes('--help')) {
  const lines = parts.map(({ name, about }) => `  ${name.padEnd(10)}${about}`)
  process.stdout.write(
    `npm run bench [-- PART… --store postgres://… --against COMMAND]   what podid costs; all parts without a name\n\n${lines.join('\n')}\n`,
  )
} else {
  const asked = args.filter((it) => parts.some(({ name }) => name === it))
  const rest = args.filter((it) => !asked.includes(it))
  const unknown = rest.find((it, at) => !flags.includes(it) && !flags.includes(rest[at - 1] ?? ''))
  if (unknown !== undefined) {
    process.stderr.write(`There is no part "${unknown}" of the bench: see --help.\n`)
    process.exit(2)
  }
  process.stdout.write('podid bench (server on core 0, load on core 1)\n\n')
  const rows: Row[] = []
  for (const part of parts) if (asked.length === 0 || asked.includes(part.name)) rows.push(...(await part.rows(rest)))
  print(rows)
}
