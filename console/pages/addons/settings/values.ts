import type { Path } from './schema'

type Values = Readonly<Record<string, unknown>>

export function isValues(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What is set at a path; undefined where nothing is. */
export function valueAt(values: Values, path: Path): unknown {
  let value: unknown = values
  for (const name of path) value = isValues(value) && Object.hasOwn(value, name) ? value[name] : undefined
  return value
}

/** The values with another at this path; undefined takes it away, with the groups that it leaves empty. Nothing else changes. */
export function withValue(values: Values, [name, ...rest]: Path, value: unknown): Values {
  if (name === undefined) return values
  const inner = Object.hasOwn(values, name) ? values[name] : undefined
  const next = rest.length === 0 ? value : emptied(withValue(isValues(inner) ? inner : {}, rest, value))
  const others = Object.entries(values).filter(([key]) => key !== name)
  if (next === undefined) return Object.fromEntries(others)
  return Object.hasOwn(values, name)
    ? Object.fromEntries(Object.entries(values).map(([key, it]) => [key, key === name ? next : it]))
    : Object.fromEntries([...others, [name, next]])
}

const emptied = (values: Values): Values | undefined => (Object.keys(values).length === 0 ? undefined : values)
