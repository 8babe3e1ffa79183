import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { open, readFile, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Command, Option } from 'commander'
import { exit, Failure } from '../failure'
import { programLayer, runsOn, treeOf } from '../image/layers'
import { ociArchive } from '../image/oci'
import { defaultImage } from '../image/reference'
import { json, paint, say } from '../print'
import { executable } from '../self'
import { version } from '../version'

interface Options {
  readonly rootfs: string
  readonly arch: 'amd64' | 'arm64'
  readonly binary?: string
  readonly name: string
  readonly out?: string
  readonly output: string
}

export function addTo(program: Command): void {
  program
    .command('image')
    .description('Make the container image: a plain OCI archive, without Docker. The same input gives the same bytes.')
    .requiredOption('--rootfs <DIR>', 'the C library, CA certificates and iproute2, as deploy/rootfs.sh fills DIR')
    .addOption(
      new Option('--arch <ARCH>', 'the architecture')
        .choices(['amd64', 'arm64'])
        .default(process.arch === 'arm64' ? 'arm64' : 'amd64'),
    )
    .option('--binary <FILE>', 'the executable (default: this one, or dist/podid of the clone)')
    .option('--name <REF>', 'the reference it is imported under', defaultImage)
    .option('--out <FILE>', 'where it goes (default: podid-VERSION-ARCH.tar)')
    .option('-o, --output <FORMAT>', 'text or json', 'text')
    .addHelpText(
      'after',
      '\nExample:\n  deploy/rootfs.sh build/rootfs\n  podid image --rootfs build/rootfs --out podid.tar\n  ctr -n k8s.io images import podid.tar       # or: kind load image-archive podid.tar, docker load -i podid.tar, skopeo copy oci-archive:podid.tar docker://…',
    )
    .action(image)
}

async function image({ rootfs, arch, binary, name, out, output }: Options): Promise<void> {
  const file = out ?? `podid-${version}-${arch}.tar`
  if (!/^[a-z0-9.-]+(:\d+)?(\/[a-z0-9._-]+)+:[\w.-]+$/.test(name))
    throw new Failure(`--name must be a full reference such as ${defaultImage}, not "${name}".`, exit.usage)
  const at = binary ?? executable(arch)
  const bytes = await readFile(at).catch(() => {
    throw new Failure(
      `There is no executable ${at}: make it with 'npm run build${arch === process.arch.replace('x64', 'amd64') ? '' : ` -- --arch ${arch}`}', or name one with --binary.`,
      exit.usage,
    )
  })
  if (!runsOn(bytes, arch)) throw new Failure(`${at} is no Linux executable for ${arch}.`, exit.usage)
  if (!(await stat(rootfs).catch(() => undefined))?.isDirectory())
    throw new Failure(`There is no folder ${rootfs}: fill it with 'deploy/rootfs.sh ${rootfs} ${arch}'.`, exit.usage)
  const loader = arch === 'amd64' ? 'usr/lib64/ld-linux-x86-64.so.2' : 'usr/lib/ld-linux-aarch64.so.1'
  if (!existsSync(join(rootfs, loader)))
    throw new Failure(
      `${rootfs} has no C library for ${arch} (${loader}): fill it with 'deploy/rootfs.sh ${rootfs} ${arch}'.`,
      exit.usage,
    )
  const parts = ociArchive({ name, version, arch, layers: [await treeOf(rootfs), programLayer(bytes)] })
  const { digest, size } = await written(file, parts)
  if (output === 'json') return json({ file, name, arch, size, digest })
  say(`${paint('green', '✓')} ${file}: ${name} for ${arch}, ${Math.round(size / 1_000_000)} MB, sha256 ${digest}`)
}

/** Under another name first, so that half an archive is never taken for one. */
async function written(file: string, parts: readonly Uint8Array[]): Promise<{ digest: string; size: number }> {
  const hash = createHash('sha256')
  const half = await open(`${file}.part`, 'w')
  let size = 0
  try {
    for (const part of parts) {
      await half.writeFile(part)
      hash.update(part)
      size += part.byteLength
    }
  } finally {
    await half.close()
  }
  await rename(`${file}.part`, file)
  return { digest: hash.digest('hex'), size }
}
