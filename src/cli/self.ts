import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Failure } from './failure'

/** In the one executable, our files live in a file system of its own. */
const compiled = import.meta.dir.startsWith('/$bunfs') || import.meta.dir.includes('~BUN')

/** How a person calls us. */
export const called = compiled ? 'podid' : 'npx podid'

/** The command that runs podid again. */
export function itself(args: readonly string[]): readonly string[] {
  return compiled ? [process.execPath, ...args] : [process.execPath, Bun.main, ...args]
}

/** The command, and variables beside the others, that run a script with the runtime podid itself runs on. */
export function runsScript(file: string): {
  readonly command: readonly string[]
  readonly env: Readonly<Record<string, string>>
} {
  return { command: [process.execPath, file], env: compiled ? { BUN_BE_BUN: '1' } : {} }
}

/** The file of an example: from the clone, or unpacked from the executable. */
export async function examplePath(name: string): Promise<string> {
  if (!compiled) return join(import.meta.dir, '..', '..', 'examples', name, 'app.mjs')
  const embedded = Bun.embeddedFiles.find(
    (it) => 'name' in it && typeof it.name === 'string' && it.name.includes(`example-${name}`),
  )
  if (embedded === undefined) throw new Failure(`The example ${name} is not in this executable.`)
  const file = join(await mkdtemp(join(tmpdir(), 'podid-example-')), 'app.mjs')
  await writeFile(file, new Uint8Array(await embedded.arrayBuffer()), { mode: 0o600 })
  return file
}

/** The one executable for this architecture: itself, or what `npm run build` puts into dist/. */
export function executable(arch: 'amd64' | 'arm64'): string {
  const own = process.arch === 'arm64' ? 'arm64' : 'amd64'
  if (compiled && arch === own) return process.execPath
  const dist = compiled ? 'dist' : join(import.meta.dir, '..', '..', 'dist')
  return join(dist, arch === own ? 'podid' : `podid-linux-${arch}`)
}
