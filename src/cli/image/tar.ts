/** What one entry of a tar archive is. Paths have no leading slash. */
export type Entry = { readonly path: string; readonly mode: number } & (
  | { readonly kind: 'file'; readonly bytes: Uint8Array }
  | { readonly kind: 'folder' }
  | { readonly kind: 'link'; readonly to: string }
)

const types = { file: '0', link: '2', folder: '5' } as const
const block = 512

/** POSIX ustar, in the order of the paths, owned by root and dated 1970: the same entries always make the same bytes. Throws for a path that ustar cannot hold. */
export function tar(entries: readonly Entry[]): readonly Uint8Array[] {
  const sorted = [...entries].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
  const parts = sorted.flatMap((entry) => {
    const header = headerOf(entry)
    return entry.kind === 'file' ? [header, entry.bytes, padding(entry.bytes.byteLength)] : [header]
  })
  return [...parts, new Uint8Array(2 * block)]
}

function headerOf(entry: Entry): Uint8Array {
  const header = new Uint8Array(block)
  const put = (text: string, at: number, size: number): void => {
    const bytes = new TextEncoder().encode(text)
    if (bytes.byteLength > size) throw new Error(`"${text}" is too long for a tar archive.`)
    header.set(bytes, at)
  }
  const octal = (value: number, at: number, size: number): void =>
    put(`${value.toString(8).padStart(size - 1, '0')}\0`, at, size)
  const { name, prefix } = split(entry.kind === 'folder' ? `${entry.path}/` : entry.path)
  put(name, 0, 100)
  octal(entry.mode, 100, 8)
  octal(0, 108, 8)
  octal(0, 116, 8)
  octal(entry.kind === 'file' ? entry.bytes.byteLength : 0, 124, 12)
  octal(0, 136, 12)
  put(' '.repeat(8), 148, 8)
  put(types[entry.kind], 156, 1)
  if (entry.kind === 'link') put(entry.to, 157, 100)
  put('ustar\x0000', 257, 8)
  put(prefix, 345, 155)
  const sum = header.reduce((total, byte) => total + byte, 0)
  put(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 8)
  return header
}

function split(path: string): { readonly name: string; readonly prefix: string } {
  if (Buffer.byteLength(path) <= 100) return { name: path, prefix: '' }
  const at = path.indexOf('/', path.length - 101)
  return at < 0 ? { name: path, prefix: '' } : { name: path.slice(at + 1), prefix: path.slice(0, at) }
}

function padding(size: number): Uint8Array {
  return new Uint8Array((block - (size % block)) % block)
}
