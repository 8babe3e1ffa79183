import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { bundle } from './console-bundle'
import { pack } from './console-pack'

// Makes dist/console.pack: the console, bundled and compressed, as the server serves it. `--if-stale` does nothing when its sources have not changed.

const root = join(import.meta.dir, '..')
const packed = join(root, 'dist', 'console.pack')
const mark = join(root, 'dist', 'console.sources')
/** All that may go into the bundle. */
const sources = ['console', 'src/client', 'src/wire', 'src/policy', 'src/domain', 'scripts/console-bundle.ts']

function fingerprint(): string {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')))
  for (const source of sources)
    for (const file of filesOf(join(root, source))) hash.update(relative(root, file)).update(readFileSync(file))
  return hash.digest('hex')
}

function filesOf(path: string): string[] {
  if (!existsSync(path)) return []
  const entries = path.endsWith('.ts')
    ? [path]
    : readdirSync(path, { recursive: true, withFileTypes: true })
        .filter((it) => it.isFile())
        .map((it) => join(it.parentPath, it.name))
  return entries.filter((it) => !it.includes('.test')).sort()
}

const wanted = fingerprint()
const stale = !existsSync(packed) || !existsSync(mark) || readFileSync(mark, 'utf8') !== wanted
if (stale || !process.argv.includes('--if-stale')) {
  if (process.argv.includes('--if-stale')) process.stderr.write('podid: building its console (once)…\n')
  const files = await bundle(root)
  mkdirSync(join(root, 'dist'), { recursive: true })
  const { bytes, listing } = pack(files)
  writeFileSync(packed, bytes)
  writeFileSync(mark, wanted)
  if (!process.argv.includes('--if-stale')) for (const line of listing) process.stdout.write(`${line}\n`)
}
