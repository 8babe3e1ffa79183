import { availableParallelism } from 'node:os'
import { join } from 'node:path'

// Every test that needs no Kubernetes, in three runs side by side: what works in one process, what asks over HTTP, and what starts
// processes of its own and waits for them. With arguments: just those files.

const root = join(import.meta.dir, '..')
const lanes: readonly (readonly string[])[] = [
  ['./src', './tests/architecture.test.ts'],
  ['./tests/sdk', './tests/agent'],
  ['./tests/python', './tests/cli'],
]

interface Ran {
  readonly code: number
  /** What is still to be told. */
  readonly text: string
}

async function run(files: readonly string[], quiet: boolean): Promise<Ran> {
  const child = Bun.spawn([process.execPath, 'test', ...files, '--timeout', '120000'], {
    cwd: root,
    stdin: 'ignore',
    stdout: quiet ? 'pipe' : 'inherit',
    stderr: quiet ? 'pipe' : 'inherit',
  })
  const said = [child.stdout, child.stderr].map((it) => (it instanceof ReadableStream ? new Response(it).text() : ''))
  const text = (await Promise.all(said)).join('')
  return { code: await child.exited, text }
}

const asked = process.argv.slice(2)
const groups = asked.length > 0 ? [asked] : availableParallelism() < 2 ? [lanes.flat()] : lanes
// The first is told as it goes; the others when all is over, so that they do not talk across each other.
const ran = await Promise.all(groups.map((files, at) => run(files, at > 0)))
for (const { text } of ran) process.stdout.write(text)
process.exitCode = ran.find(({ code }) => code !== 0)?.code ?? 0
