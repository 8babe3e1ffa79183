import { availableParallelism } from 'node:os'
import { join } from 'node:path'

// Every test that needs no Kubernetes, in two runs side by side: what works in one process, and what starts processes of its own and waits
// for them. With arguments: just those files.

const root = join(import.meta.dir, '..')
const lanes: readonly (readonly string[])[] = [
  ['./src', './tests/architecture.test.ts', './tests/agent'],
  ['./tests/sdk', './tests/python', './tests/cli'],
]

async function run(files: readonly string[], quiet: boolean): Promise<number> {
  const child = Bun.spawn([process.execPath, 'test', ...files, '--timeout', '120000'], {
    cwd: root,
    stdin: 'ignore',
    stdout: quiet ? 'pipe' : 'inherit',
    stderr: quiet ? 'pipe' : 'inherit',
    env: { ...process.env, ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}) },
  })
  if (quiet) {
    // Told when it is over, so that the two do not talk across each other.
    const said = [child.stdout, child.stderr].map((it) => new Response(it).text())
    for (const text of await Promise.all(said)) process.stdout.write(text)
  }
  return child.exited
}

const asked = process.argv.slice(2)
const alone = availableParallelism() < 2
const codes =
  asked.length > 0
    ? [await run(asked, false)]
    : alone
      ? [await run(lanes.flat(), false)]
      : await Promise.all(lanes.map((files, at) => run(files, at > 0)))
process.exitCode = codes.find((code) => code !== 0) ?? 0
