import type { Setting } from './schema'
import { isValues } from './values'

/** What is wrong with a value that is set, in the server's words without the path; undefined where nothing is. */
export function mistakeOf(setting: Setting, value: unknown): string | undefined {
  if (value === undefined) return undefined
  switch (setting.kind) {
    case 'choice':
      return typeof value === 'string' && setting.options.includes(value)
        ? undefined
        : `does not have a value in the enumeration [${setting.options.join(', ')}]`
    case 'text':
      if (typeof value !== 'string') return expected(value, 'string')
      if (setting.longest !== undefined && value.length > setting.longest)
        return `must be at most ${setting.longest} characters long`
      return setting.pattern === undefined || matches(setting.pattern, value)
        ? undefined
        : `does not match the regex pattern ${setting.pattern}`
    case 'number':
      if (typeof value !== 'number' || (setting.whole && !Number.isInteger(value)))
        return expected(value, setting.whole ? 'integer' : 'number')
      if (setting.least !== undefined && value < setting.least) return `must have a minimum value of ${setting.least}`
      if (setting.most !== undefined && value > setting.most) return `must have a maximum value of ${setting.most}`
      return undefined
    case 'flag':
      return typeof value === 'boolean' ? undefined : expected(value, 'boolean')
    case 'group':
      return isValues(value) ? undefined : expected(value, 'object')
    case 'anything':
      return undefined
  }
}

/** All that is wrong beneath a setting, each with its path: `$.agent.maxCacheSize: string found, integer expected`. */
export function mistakesIn(setting: Setting, value: unknown): readonly string[] {
  const path = ['$', ...setting.path].join('.')
  const own = mistakeOf(setting, value)
  if (own !== undefined) return [`${path}: ${own}`]
  if (setting.kind !== 'group' || !isValues(value)) return []
  const unknown = setting.closed
    ? Object.keys(value).filter((name) => !setting.settings.some((it) => it.path.at(-1) === name))
    : []
  return [
    ...unknown.map((name) => `${path}.${name}: is not defined in the schema`),
    ...setting.settings.flatMap((it) => {
      const member = value[it.path.at(-1) ?? '']
      return member === undefined && it.required
        ? [`${path}.${it.path.at(-1)}: is missing but it is required`]
        : mistakesIn(it, member)
    }),
  ]
}

/** A pattern that is none lets everything pass here: the server has the last word. */
function matches(pattern: string, value: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(value)
  } catch {
    return true
  }
}

function expected(value: unknown, kind: string): string {
  const found =
    value === null
      ? 'null'
      : Array.isArray(value)
        ? 'array'
        : typeof value === 'number' && Number.isInteger(value)
          ? 'integer'
          : typeof value
  return `${found} found, ${kind} expected`
}
