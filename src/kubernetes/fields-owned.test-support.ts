// Who owns which field: server-side apply, as far as it is used here. Lists of things with a name are merged by it, other lists are one field.

/** Path of a field → its manager. */
export type Managed = Readonly<Record<string, string>>

export interface Conflict {
  readonly field: string
  readonly manager: string
}

type Thing = Readonly<Record<string, unknown>>

/** The object with these fields, or whose they are. */
export function applied(
  before: Thing | undefined,
  managed: Managed,
  said: Thing,
  manager: string,
  force: boolean,
): { readonly object: Thing; readonly managed: Managed } | { readonly conflicts: readonly Conflict[] } {
  const leaves = leavesOf(said, '')
  const now = new Map(leavesOf(before ?? {}, '').map(({ path, value }) => [path, value]))
  const conflicts = leaves.flatMap(({ path, value }) => {
    const owner = managed[path] ?? (now.has(path) && before !== undefined ? 'others' : manager)
    return owner !== manager && JSON.stringify(now.get(path)) !== JSON.stringify(value)
      ? [{ field: path, manager: owner }]
      : []
  })
  if (conflicts.length > 0 && !force) return { conflicts }
  // What this manager had and says no more goes.
  const dropped = Object.entries(managed).flatMap(([path, it]) =>
    it === manager && !leaves.some((leaf) => leaf.path === path) ? [path] : [],
  )
  const kept = Object.entries(managed).filter(([path]) => !dropped.includes(path))
  const object = overlaid(without(before ?? {}, dropped, ''), said)
  return {
    object: isThing(object) ? object : said,
    managed: { ...Object.fromEntries(kept), ...Object.fromEntries(leaves.map(({ path }) => [path, manager])) },
  }
}

const skipped = new Set([
  '.apiVersion',
  '.kind',
  '.metadata.name',
  '.metadata.namespace',
  '.metadata.uid',
  '.metadata.resourceVersion',
  '.metadata.generation',
])

function leavesOf(value: unknown, path: string): readonly { readonly path: string; readonly value: unknown }[] {
  if (skipped.has(path)) return []
  if (isThing(value)) return Object.entries(value).flatMap(([name, it]) => leavesOf(it, `${path}.${name}`))
  if (isNamed(value))
    return value.flatMap((it) =>
      leavesOf(it, `${path}[name="${it.name}"]`).filter((leaf) => !leaf.path.endsWith('"].name')),
    )
  return [{ path, value }]
}

function overlaid(before: unknown, said: unknown): unknown {
  if (isThing(before) && isThing(said))
    return {
      ...before,
      ...Object.fromEntries(Object.entries(said).map(([name, it]) => [name, overlaid(before[name], it)])),
    }
  if (isNamed(before) && isNamed(said))
    return [
      ...before.map((it) => overlaid(it, said.find(({ name }) => name === it.name) ?? it)),
      ...said.filter((it) => !before.some(({ name }) => name === it.name)),
    ]
  return said
}

function without(value: unknown, paths: readonly string[], path: string): unknown {
  if (isThing(value))
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, it]) =>
        paths.includes(`${path}.${name}`) ? [] : [[name, without(it, paths, `${path}.${name}`)]],
      ),
    )
  if (isNamed(value)) return value.map((it) => without(it, paths, `${path}[name="${it.name}"]`))
  return value
}

/** RFC 7396. */
export function merged(before: unknown, patch: unknown): unknown {
  if (!isThing(patch)) return patch
  const next: Record<string, unknown> = isThing(before) ? { ...before } : {}
  for (const [name, it] of Object.entries(patch)) {
    if (it === null) delete next[name]
    else next[name] = merged(next[name], it)
  }
  return next
}

/** RFC 6902, as far as it is used here: test, add and replace of members. Undefined when it does not apply. */
export function patched(before: Thing, operations: readonly unknown[]): unknown {
  let value: Thing = before
  for (const it of operations) {
    const { op, path, value: said }: Record<string, unknown> = Object(it)
    const steps = String(path).slice(1).split('/')
    if (op === 'test') {
      const there = steps.reduce<unknown>((at, step) => (isThing(at) ? at[step] : undefined), value)
      if (JSON.stringify(there) !== JSON.stringify(said)) return undefined
    } else {
      const next = steps.reduceRight<unknown>((inner, step) => ({ [step]: inner }), said)
      const overlay = overlaid(value, next)
      if (!isThing(overlay)) return undefined
      value = replaced(overlay, steps, said)
    }
  }
  return value
}

function replaced(value: Thing, [step = '', ...rest]: readonly string[], said: unknown): Thing {
  const inner = value[step]
  return { ...value, [step]: rest.length === 0 ? said : replaced(isThing(inner) ? inner : {}, rest, said) }
}

function isThing(value: unknown): value is Thing {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isNamed(value: unknown): value is readonly (Thing & { readonly name: string })[] {
  return Array.isArray(value) && value.length > 0 && value.every((it) => isThing(it) && typeof it.name === 'string')
}
