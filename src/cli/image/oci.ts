import { createHash } from 'node:crypto'
import { type Entry, tar } from './tar'

export interface ImageFacts {
  /** The full reference it is imported under, such as localhost/podid:0.1.0. */
  readonly name: string
  readonly version: string
  readonly arch: 'amd64' | 'arm64'
  /** By default podid itself. */
  readonly entrypoint?: readonly string[]
  /** From the lowest to the uppermost. */
  readonly layers: readonly (readonly Entry[])[]
}

const media = {
  index: 'application/vnd.oci.image.index.v1+json',
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  config: 'application/vnd.oci.image.config.v1+json',
  layer: 'application/vnd.oci.image.layer.v1.tar',
} as const

/**
 * An OCI image layout (https://github.com/opencontainers/image-spec/blob/main/image-layout.md) as a tar archive, in parts. Layers are not
 * compressed: registries and runtimes do that, and compressors differ between versions, while these bytes do not.
 */
export function ociArchive({
  name,
  version,
  arch,
  entrypoint = ['/usr/bin/podid'],
  layers,
}: ImageFacts): readonly Uint8Array[] {
  const blobs: Entry[] = []
  const blob = (mediaType: string, parts: readonly Uint8Array[]) => {
    const bytes = Buffer.concat(parts)
    const hash = createHash('sha256').update(bytes).digest('hex')
    blobs.push({ kind: 'file', path: `blobs/sha256/${hash}`, mode: 0o644, bytes })
    return { mediaType, digest: `sha256:${hash}`, size: bytes.byteLength }
  }
  const tars = layers.map((entries) => blob(media.layer, tar(entries)))
  const config = blob(media.config, [
    text({
      architecture: arch,
      os: 'linux',
      config: {
        User: '65532:65532',
        Env: ['PATH=/usr/sbin:/usr/bin', 'SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt'],
        Entrypoint: entrypoint,
        WorkingDir: '/',
        Labels: { 'org.opencontainers.image.version': version },
      },
      rootfs: { type: 'layers', diff_ids: tars.map(({ digest }) => digest) },
    }),
  ])
  const manifest = blob(media.manifest, [text({ schemaVersion: 2, mediaType: media.manifest, config, layers: tars })])
  const index = {
    schemaVersion: 2,
    mediaType: media.index,
    manifests: [
      {
        ...manifest,
        platform: { architecture: arch, os: 'linux' },
        annotations: {
          // What containerd and Docker name the image by, and what skopeo does.
          'io.containerd.image.name': name,
          'org.opencontainers.image.ref.name': name.slice(name.lastIndexOf(':') + 1),
        },
      },
    ],
  }
  const file = (path: string, value: unknown): Entry => ({ kind: 'file', path, mode: 0o644, bytes: text(value) })
  return tar([
    ...['blobs', 'blobs/sha256'].map((path): Entry => ({ kind: 'folder', path, mode: 0o755 })),
    ...blobs,
    file('index.json', index),
    file('oci-layout', { imageLayoutVersion: '1.0.0' }),
  ])
}

function text(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value))
}
