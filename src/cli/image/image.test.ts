import { expect, test } from 'bun:test'
import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { programLayer, runsOn, treeOf } from './layers'
import { ociArchive } from './oci'
import { type Entry, tar } from './tar'

const folder = () => mkdtempSync(join(tmpdir(), 'podid-image-'))

function untar(parts: readonly Uint8Array[]): { readonly at: string; readonly listing: string } {
  const at = folder()
  const bytes = Buffer.concat(parts)
  const done = Bun.spawnSync(['tar', '-xp', '-C', at], { stdin: bytes })
  expect(done.stderr.toString()).toBe('')
  return { at, listing: Bun.spawnSync(['tar', '-tv', '--numeric-owner'], { stdin: bytes }).stdout.toString() }
}

function rootfs(): string {
  const root = folder()
  mkdirSync(join(root, 'etc'))
  mkdirSync(join(root, 'tmp'))
  chmodSync(join(root, 'tmp'), 0o1777)
  writeFileSync(join(root, 'etc/passwd'), 'root')
  writeFileSync(join(root, 'run.sh'), '#!/bin/sh')
  chmodSync(join(root, 'run.sh'), 0o775)
  symlinkSync('/usr/bin', join(root, 'bin'))
  return root
}

const archive = async (root: string) =>
  ociArchive({
    name: 'localhost/podid:1',
    version: '1',
    arch: 'arm64',
    layers: [await treeOf(root), programLayer(new TextEncoder().encode('podid'))],
  })

test('the same files make the same bytes, whenever they were written and whoever owns them', async () => {
  const [one, two] = [await archive(rootfs()), await archive(rootfs())]
  expect(Buffer.concat(one).equals(Buffer.concat(two))).toBe(true)
})

test('any OCI tool finds its way: layout → index → manifest → config and layers, each under its own hash', async () => {
  const { at } = untar(await archive(rootfs()))
  const read = async (path: string) => JSON.parse(await Bun.file(join(at, path)).text())
  const blob = async ({ digest, size }: { digest: string; size: number }) => {
    const bytes = await Bun.file(join(at, 'blobs', digest.replace(':', '/'))).bytes()
    expect(`sha256:${createHash('sha256').update(bytes).digest('hex')}`).toBe(digest)
    expect(bytes.byteLength).toBe(size)
    return bytes
  }
  expect(await read('oci-layout')).toEqual({ imageLayoutVersion: '1.0.0' })
  const [entry] = (await read('index.json')).manifests
  expect(entry.annotations).toEqual({
    'io.containerd.image.name': 'localhost/podid:1',
    'org.opencontainers.image.ref.name': '1',
  })
  const manifest = JSON.parse(new TextDecoder().decode(await blob(entry)))
  const config = JSON.parse(new TextDecoder().decode(await blob(manifest.config)))
  expect(config).toMatchObject({
    architecture: 'arm64',
    os: 'linux',
    config: { User: '65532:65532', Entrypoint: ['/usr/bin/podid'] },
    rootfs: { diff_ids: manifest.layers.map((layer: { digest: string }) => layer.digest) },
  })
  const listings: string[] = []
  for (const layer of manifest.layers) listings.push(untar([await blob(layer)]).listing)
  const rows = listings
    .join('')
    .split('\n')
    .map((line) => line.replace(/ +\d+ 1970-01-01 \S+/, ''))
  expect(rows).toEqual([
    'lrwxrwxrwx 0/0 bin -> /usr/bin',
    'drwxr-xr-x 0/0 etc/',
    '-rw-r--r-- 0/0 etc/passwd',
    '-rwxr-xr-x 0/0 run.sh',
    'drwxrwxrwt 0/0 tmp/',
    'lrwxrwxrwx 0/0 eks-pod-identity-agent -> /usr/bin/podid',
    'lrwxrwxrwx 0/0 go-runner -> /usr/bin/podid',
    'drwxr-xr-x 0/0 usr/',
    'drwxr-xr-x 0/0 usr/bin/',
    '-rwxr-xr-x 0/0 usr/bin/podid',
    '',
  ])
})

test('long paths are held, too long ones are refused instead of cut', () => {
  const file = (path: string): Entry => ({ kind: 'file', path, mode: 0o644, bytes: new Uint8Array(3) })
  const long = `${'folder/'.repeat(20)}${'n'.repeat(90)}`
  expect(untar(tar([file(long)])).listing).toContain(long)
  expect(() => tar([file('n'.repeat(101))])).toThrow('too long')
  expect(() => tar([{ kind: 'link', path: 'a', mode: 0o777, to: 'n'.repeat(101) }])).toThrow('too long')
})

test('what an image cannot hold is refused', async () => {
  const root = rootfs()
  Bun.spawnSync(['mkfifo', join(root, 'pipe')])
  expect(treeOf(root)).rejects.toThrow('neither a file')
  await treeOf(root).catch(() => {})
})

test('an executable of another architecture, or no executable, is known by its head', () => {
  const elf = (machine: number) => {
    const bytes = new Uint8Array(128)
    bytes.set([0x7f, 0x45, 0x4c, 0x46])
    bytes[18] = machine
    return bytes
  }
  expect([runsOn(elf(62), 'amd64'), runsOn(elf(183), 'arm64')]).toEqual([true, true])
  expect([runsOn(elf(62), 'arm64'), runsOn(elf(183), 'amd64')]).toEqual([false, false])
  expect([runsOn(new Uint8Array(128), 'amd64'), runsOn(new Uint8Array(3), 'amd64')]).toEqual([false, false])
})
