import { lstat, readdir, readFile, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Entry } from './tar'

/** Everything in the folder, as it is there but for owners and times. Throws for what an image cannot hold, such as a device. */
export async function treeOf(root: string, under = ''): Promise<readonly Entry[]> {
  const entries: Entry[] = []
  for (const name of await readdir(join(root, under))) {
    const path = under === '' ? name : `${under}/${name}`
    const it = await lstat(join(root, path))
    // Who may write is not taken from the umask of whoever filled the folder; the sticky bit of /tmp is.
    const mode = it.mode & 0o1000 ? 0o1777 : it.isDirectory() || it.mode & 0o111 ? 0o755 : 0o644
    if (it.isSymbolicLink()) entries.push({ kind: 'link', path, mode: 0o777, to: await readlink(join(root, path)) })
    else if (it.isDirectory()) entries.push({ kind: 'folder', path, mode }, ...(await treeOf(root, path)))
    else if (it.isFile()) entries.push({ kind: 'file', path, mode, bytes: await readFile(join(root, path)) })
    else throw new Error(`${join(root, path)} is neither a file, a folder nor a link.`)
  }
  return entries
}

/** The executable, and the names by which the official chart calls it. */
export function programLayer(bytes: Uint8Array): readonly Entry[] {
  const link = (path: string): Entry => ({ kind: 'link', path, mode: 0o777, to: '/usr/bin/podid' })
  return [
    { kind: 'folder', path: 'usr', mode: 0o755 },
    { kind: 'folder', path: 'usr/bin', mode: 0o755 },
    { kind: 'file', path: 'usr/bin/podid', mode: 0o755, bytes },
    link('go-runner'),
    link('eks-pod-identity-agent'),
  ]
}

const machines = { amd64: 62, arm64: 183 } as const

/** Whether these are the bytes of a Linux executable of this architecture (ELF e_machine). */
export function runsOn(bytes: Uint8Array, arch: keyof typeof machines): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return bytes.byteLength > 64 && view.getUint32(0) === 0x7f454c46 && view.getUint16(18, true) === machines[arch]
}
