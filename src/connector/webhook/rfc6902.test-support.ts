// JSON Patch by the letter of RFC 6902 and JSON Pointer by that of RFC 6901, written apart from what makes our patches.

export interface Operation {
  readonly op: string
  readonly path: string
  readonly from?: string
  readonly value?: unknown
}

/** Applies all, or throws at the first that cannot be; the document itself is not touched. */
export function applyPatch(document: unknown, patch: readonly Operation[]): unknown {
  const root = { document: structuredClone(document) }
  for (const it of patch) one(root, it)
  return root.document
}

interface Root {
  document: unknown
}

function one(root: Root, { op, path, from = '', value }: Operation): void {
  if (op === 'add') put(root, path, structuredClone(value), false)
  else if (op === 'replace') {
    read(root, path)
    put(root, path, structuredClone(value), true)
  } else if (op === 'remove') take(root, path)
  else if (op === 'test') {
    if (!Bun.deepEquals(read(root, path), value, true)) throw new Error(`test failed at ${path}`)
  } else if (op === 'copy') put(root, path, structuredClone(read(root, from)), false)
  else if (op === 'move') {
    if (path.startsWith(`${from}/`)) throw new Error('a location cannot be moved into one of its children')
    const moved = read(root, from)
    take(root, from)
    put(root, path, moved, false)
  } else throw new Error(`no such operation: ${op}`)
}

function tokens(pointer: string): string[] {
  if (pointer === '') return []
  if (!pointer.startsWith('/')) throw new Error(`no pointer: ${pointer}`)
  return pointer
    .slice(1)
    .split('/')
    .map((it) => it.replaceAll('~1', '/').replaceAll('~0', '~'))
}

function step(value: unknown, token: string, pointer: string): unknown {
  if (Array.isArray(value)) return value[position(token, value.length - 1, pointer)]
  if (typeof value === 'object' && value !== null && Object.hasOwn(value, token)) return Reflect.get(value, token)
  throw new Error(`nothing at ${pointer}`)
}

function read(root: Root, pointer: string): unknown {
  return tokens(pointer).reduce<unknown>((value, token) => step(value, token, pointer), root.document)
}

/** The container of the last token, and that token. */
function place(root: Root, pointer: string): { readonly within: unknown; readonly last: string } {
  const all = tokens(pointer)
  const last = all.pop()
  if (last === undefined) throw new Error('the whole document has no place')
  return { within: all.reduce<unknown>((value, token) => step(value, token, pointer), root.document), last }
}

function put(root: Root, pointer: string, value: unknown, over: boolean): void {
  if (pointer === '') {
    root.document = value
    return
  }
  const { within, last } = place(root, pointer)
  if (Array.isArray(within)) {
    const at = last === '-' && !over ? within.length : position(last, within.length - (over ? 1 : 0), pointer)
    within.splice(at, over ? 1 : 0, value)
  } else if (typeof within === 'object' && within !== null) Reflect.set(within, last, value)
  else throw new Error(`nothing to add to at ${pointer}`)
}

function take(root: Root, pointer: string): void {
  read(root, pointer)
  const { within, last } = place(root, pointer)
  if (Array.isArray(within)) within.splice(Number(last), 1)
  else if (typeof within === 'object' && within !== null) Reflect.deleteProperty(within, last)
}

function position(token: string, most: number, pointer: string): number {
  if (!/^(0|[1-9][0-9]*)$/.test(token) || Number(token) > most) throw new Error(`no such index: ${pointer}`)
  return Number(token)
}
