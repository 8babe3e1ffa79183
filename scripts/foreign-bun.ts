import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'

const lock = z.object({
  packages: z.record(z.string(), z.object({ version: z.string(), integrity: z.string() }).partial()),
})

/** Bun for another architecture, fetched by npm as the lock file pins it and kept in node_modules; the path of its executable. */
export function bunFor(root: string, arch: 'arm64' | 'amd64'): string {
  const name = `bun-linux-${arch === 'arm64' ? 'aarch64' : 'x64'}`
  const { packages } = lock.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')))
  const { version, integrity } = packages[`node_modules/@oven/${name}`] ?? {}
  if (version === undefined || integrity === undefined) throw new Error(`package-lock.json does not pin @oven/${name}.`)
  const kept = join(root, 'node_modules', '.podid-bun', `${name}-${version}`)
  if (existsSync(kept)) return kept

  const work = mkdtempSync(join(tmpdir(), 'podid-bun-'))
  try {
    run(['npm', 'pack', '--silent', '--pack-destination', work, `@oven/${name}@${version}`])
    const file = join(work, `oven-${name}-${version}.tgz`)
    const sum = `sha512-${createHash('sha512').update(readFileSync(file)).digest('base64')}`
    if (sum !== integrity) throw new Error(`@oven/${name}@${version} is not what package-lock.json pins.`)
    run(['tar', '-xzf', file, '-C', work, 'package/bin/bun'])
    mkdirSync(join(kept, '..'), { recursive: true })
    run(['cp', join(work, 'package/bin/bun'), `${kept}.part`])
    renameSync(`${kept}.part`, kept)
  } finally {
    rmSync(work, { recursive: true })
  }
  return kept
}

function run(command: string[]): void {
  const done = Bun.spawnSync(command, { stdout: 'ignore', stderr: 'inherit' })
  if (done.exitCode !== 0) throw new Error(`${command[0]} failed; its message is above.`)
}
