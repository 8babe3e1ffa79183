import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { treeOf } from '../../../src/cli/image/layers'
import { ociArchive } from '../../../src/cli/image/oci'
import type { Entry } from '../../../src/cli/image/tar'
import { must } from './run'

const root = join(import.meta.dir, '..', '..', '..')
/** Kept between stories and runs: filling a root file system takes most of a minute. */
const kept = join(root, '.tmp', 'e2e')

export interface Images {
  /** The executable of this source. */
  readonly podid: string
  /** OCI archives, to be loaded on nodes. */
  readonly archives: readonly string[]
  readonly image: string
  /** examples/list-files on the runtime that podid itself runs on. */
  readonly application: string
}

let made: Promise<Images> | undefined

/** Built once a run, from the source as it is. */
export function images(): Promise<Images> {
  made ??= build()
  return made
}

async function build(): Promise<Images> {
  const { PODID_E2E_IMAGE, PODID_E2E_APPLICATION_IMAGE } = process.env
  mkdirSync(kept, { recursive: true })
  const podid = await executable()
  if (PODID_E2E_IMAGE !== undefined)
    return { podid, archives: [], image: PODID_E2E_IMAGE, application: PODID_E2E_APPLICATION_IMAGE ?? '' }
  const rootfs = await filled()
  const image = 'localhost/podid:e2e'
  const archive = join(kept, 'podid.tar')
  await must([podid, 'image', '--rootfs', rootfs, '--binary', podid, '--name', image, '--out', archive])
  const application = 'localhost/list-files:e2e'
  return { podid, archives: [archive, await applicationArchive(rootfs, application)], image, application }
}

/** dist/podid, made anew when any source is newer. */
async function executable(): Promise<string> {
  const at = join(root, 'dist', 'podid')
  const newest = Math.max(
    ...['src', 'examples', 'package.json', 'package-lock.json'].map((it) => newestIn(join(root, it))),
  )
  if (!existsSync(at) || statSync(at).mtimeMs < newest)
    await must([process.execPath, join(root, 'scripts/build.ts')], { seconds: 300 })
  return at
}

function newestIn(path: string): number {
  const it = statSync(path)
  if (!it.isDirectory()) return it.mtimeMs
  return Math.max(0, ...readdirSync(path).map((name) => newestIn(join(path, name))))
}

/** The root file system of the image, from Debian's packages. */
export async function filled(): Promise<string> {
  const pins = ['deploy/debian-packages.txt', 'deploy/rootfs.sh'].map((it) => readFileSync(join(root, it), 'utf8'))
  const at = join(kept, `rootfs-${createHash('sha256').update(pins.join()).digest('hex').slice(0, 12)}`)
  if (existsSync(at)) return at
  const half = `${at}.part`
  rmSync(half, { recursive: true, force: true })
  await must([join(root, 'deploy/rootfs.sh'), half, process.arch === 'arm64' ? 'arm64' : 'amd64'], { seconds: 500 })
  renameSync(half, at)
  return at
}

async function applicationArchive(rootfs: string, name: string): Promise<string> {
  const archive = join(kept, 'list-files.tar')
  const parts = ociArchive({
    name,
    version: 'e2e',
    arch: process.arch === 'arm64' ? 'arm64' : 'amd64',
    entrypoint: ['/usr/bin/bun', '/app/app.mjs'],
    layers: [
      await treeOf(rootfs),
      [
        { kind: 'folder', path: 'app', mode: 0o755 },
        await bundled('app/app.mjs', join(root, 'examples/list-files/app.mjs')),
        await bundled('app/load.mjs', join(import.meta.dir, 'load.ts')),
        { kind: 'file', path: 'usr/bin/bun', mode: 0o755, bytes: readFileSync(process.execPath) },
      ],
    ],
  })
  writeFileSync(archive, Buffer.concat(parts))
  return archive
}

/** A program with all that it imports, as one file of an image. */
async function bundled(path: string, source: string): Promise<Entry> {
  const bundle = await Bun.build({ entrypoints: [source], target: 'bun', minify: true })
  const [output] = bundle.outputs
  if (!bundle.success || output === undefined) throw new AggregateError(bundle.logs, `${source} cannot be bundled.`)
  return { kind: 'file', path, mode: 0o644, bytes: new Uint8Array(await output.arrayBuffer()) }
}
