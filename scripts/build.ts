import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { bunFor } from './foreign-bun'

// Makes dist/podid: one executable with everything in it, the example included. With `--arch arm64` (or amd64) for another machine:
// dist/podid-linux-arm64.

const root = join(import.meta.dir, '..')
const dist = join(root, 'dist')
mkdirSync(dist, { recursive: true })

const arch = process.argv.includes('--arch') ? process.argv[process.argv.indexOf('--arch') + 1] : undefined
if (arch !== undefined && arch !== 'arm64' && arch !== 'amd64')
  throw new Error(`--arch is arm64 or amd64, not "${arch}".`)
const own = process.arch === 'arm64' ? 'arm64' : 'amd64'
const foreign = arch !== undefined && arch !== own
const made = foreign ? `podid-linux-${arch}` : 'podid'
const target = foreign
  ? [`--target=bun-linux-${arch === 'arm64' ? 'arm64' : 'x64'}`, `--compile-executable-path=${bunFor(root, arch)}`]
  : []

const example = await Bun.build({
  entrypoints: [join(root, 'examples/list-files/app.mjs')],
  outdir: join(dist, 'parts'),
  // An extension that is no program's: the executable then carries it as a file, not as one more program.
  naming: 'example-list-files.bin',
  target: 'bun',
  minify: true,
})
if (!example.success) throw new AggregateError(example.logs, 'The example could not be bundled.')

const consoleBuilt = Bun.spawnSync([process.execPath, join(root, 'scripts/console.ts'), '--if-stale'], {
  cwd: root,
  stderr: 'inherit',
})
if (consoleBuilt.exitCode !== 0) process.exit(consoleBuilt.exitCode)

const compiler = Bun.spawnSync(
  [
    ...[process.execPath, 'build', '--compile', '--minify', '--asset-naming=[name].[ext]', ...target],
    // Parts are loaded when they are wanted, and need not be parsed: the agent's first answer waits for its start.
    ...['--splitting', '--bytecode', '--format=esm'],
    join(root, 'src/cli/main.ts'),
    join(dist, 'parts/example-list-files.bin'),
    join(dist, 'console.pack'),
    ...['--outfile', join(dist, made)],
  ],
  { cwd: root, stdout: 'inherit', stderr: 'inherit' },
)
rmSync(join(dist, 'parts'), { recursive: true, force: true })
if (compiler.exitCode !== 0) process.exit(compiler.exitCode)
process.stdout.write(`Made dist/${made}.${foreign ? '' : ' Try: dist/podid --help'}\n`)
