import { appendFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { add, type Failure, nothing, type Sum } from './bun-report'
import { type Ran, runLane } from './test-lane'

// Every test that needs no Kubernetes, in three runs side by side: what works in one process, what asks over HTTP, and what starts
// processes of its own and waits for them. With arguments: just those files.

const lanes: readonly (readonly string[])[] = [
  ['./src', './console', './scripts', './tests/architecture.test.ts'],
  ['./tests/sdk', './tests/agent'],
  ['./tests/python', './tests/cli'],
]

const { values, positionals: asked } = parseArgs({
  allowPositionals: true,
  options: {
    timeout: { type: 'string', default: '300000' },
    /** Run a file that failed once more, alone: what passes then is told as flaky and fails nothing. For CI only. */
    again: { type: 'boolean', default: false },
    /** A file to which what fell is written as well. */
    tell: { type: 'string' },
  },
})

interface Outcome {
  readonly sum: Sum
  readonly failures: readonly Failure[]
  readonly flaky: readonly Failure[]
}

/** A run that broke off is run again whole, since files after the break were never begun; else each file that failed, alone. */
async function again(first: Ran): Promise<Outcome> {
  const parts = first.broke ? [first.paths] : [...new Set(first.failures.map(({ file }) => file))].map((file) => [file])
  let sum = first.broke ? nothing : first.sum
  const failures: Failure[] = []
  const flaky: Failure[] = []
  for (const paths of parts) {
    process.stdout.write(`\n== once more, because it failed: ${paths.join(' ')}\n`)
    const second = await runLane(paths, values.timeout, true)
    if (second.failures.length > 0) failures.push(...second.failures)
    else flaky.push(...first.failures.filter(({ file }) => first.broke || paths.includes(file)))
    if (!first.broke) for (const file of paths) sum = add(sum, first.files.get(file) ?? nothing, -1)
    sum = add(sum, second.sum)
  }
  return { sum, failures, flaky }
}

const groups = asked.length > 0 ? [asked] : availableParallelism() < 2 ? [lanes.flat()] : lanes
const ran = await Promise.all(groups.map((paths) => runLane(paths, values.timeout, groups.length === 1)))
const outcomes: Outcome[] = []
for (const one of ran) outcomes.push(values.again && one.failures.length > 0 ? await again(one) : { ...one, flaky: [] })

const named = (mark: string, { file, test, error }: Failure): string[] => [
  `${mark} ${file}: ${test}`,
  ...error.filter((line) => line !== '').map((line) => `    ${line}`),
]
const told = [
  ...outcomes.flatMap(({ failures }) => failures.flatMap((it) => named('✗ failed:', it))),
  ...outcomes.flatMap(({ flaky }) =>
    flaky.flatMap((it) => named('~ FLAKY, passed when run again alone; mend it:', it)),
  ),
]
const { passed, failed, skipped } = outcomes.reduce((all, { sum }) => add(all, sum), nothing)
if (told.length > 0) process.stdout.write(`\n${told.join('\n')}\n`)
if (told.length > 0 && values.tell !== undefined) appendFileSync(values.tell, `${told.join('\n')}\n`)
process.stdout.write(`\n ${passed} pass\n ${failed} fail\n ${skipped} skip\n`)
process.exitCode = outcomes.some(({ failures }) => failures.length > 0) ? 1 : 0
