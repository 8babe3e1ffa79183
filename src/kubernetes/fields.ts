/** Part of something that was read from an API server: nothing is taken for granted, and what is not there is undefined. */
export type Fields = Readonly<Record<string, unknown>>

/** The value at the end of the path; undefined where a step is missing. */
export function valueAt(from: unknown, ...path: readonly (string | number)[]): unknown {
  let value = from
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
    value = Reflect.get(value, step)
  }
  return value
}

/** The text there; undefined when there is none, or something else. */
export function textAt(from: unknown, ...path: readonly (string | number)[]): string | undefined {
  const value = valueAt(from, ...path)
  return typeof value === 'string' ? value : undefined
}

/** The number there; undefined when there is none, or something else. */
export function numberAt(from: unknown, ...path: readonly (string | number)[]): number | undefined {
  const value = valueAt(from, ...path)
  return typeof value === 'number' ? value : undefined
}

/** The list there; empty when there is none. */
export function listAt(from: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const value = valueAt(from, ...path)
  return Array.isArray(value) ? value : []
}

/** The members there; none when there is no object. */
export function fieldsAt(from: unknown, ...path: readonly (string | number)[]): Fields {
  const value = valueAt(from, ...path)
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {}
}

/** Labels or annotations: texts by name. */
export function textsAt(from: unknown, ...path: readonly (string | number)[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(fieldsAt(from, ...path)).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value] as const] : [],
    ),
  )
}
