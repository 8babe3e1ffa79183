import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

// Makes dist/podid: one executable with everything in it, the example included.

const root = join(import.meta.dir, '..')
const dist = join(root, 'dist')
mkdirSync(dist, { recursive: true })

const example = await Bun.build({
  entrypoints: [join(root, 'examples/list-files/app.mjs')],
  outdir: join(dist, 'parts'),
  // An extension that is no program's: the executable then carries it as a file, not as one more program.
  naming: 'example-list-files.bin',
  target: 'bun',
  minify: true,
})
if (!example.success) throw new AggregateError(example.logs, 'The example could not be bundled.')

const made = Bun.spawnSync(
  [
    ...[process.execPath, 'build', '--compile', '--minify', '--asset-naming=[name].[ext]'],
    // Parts are loaded when they are wanted, and need not be parsed: the agent's first answer waits for its start.
    ...['--splitting', '--bytecode', '--format=esm'],
    join(root, 'src/cli/main.ts'),
    join(dist, 'parts/example-list-files.bin'),
    ...['--outfile', join(dist, 'podid')],
  ],
  { cwd: root, stdout: 'inherit', stderr: 'inherit' },
)
rmSync(join(dist, 'parts'), { recursive: true, force: true })
if (made.exitCode !== 0) process.exit(made.exitCode)
process.stdout.write('Made dist/podid. Try: dist/podid --help\n')
