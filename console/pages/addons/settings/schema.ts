import { z } from 'zod/mini'

/** A path of members, from the whole: `['agent', 'logLevel']`. */
export type Path = readonly string[]

interface Named {
  readonly path: Path
  readonly title: string
  readonly description?: string
  readonly required: boolean
}

/** A simple setting becomes a field; a group holds others; anything else is written as JSON. */
export type Setting = Named &
  (
    | { readonly kind: 'group'; readonly settings: readonly Setting[]; readonly closed: boolean }
    | { readonly kind: 'choice'; readonly options: readonly string[] }
    | { readonly kind: 'text'; readonly pattern?: string; readonly longest?: number }
    | { readonly kind: 'number'; readonly whole: boolean; readonly least?: number; readonly most?: number }
    | { readonly kind: 'flag' }
    | { readonly kind: 'anything' }
  )

export type Group = Extract<Setting, { readonly kind: 'group' }>

const said = z.record(z.string(), z.unknown())

/** The settings that a JSON schema (draft 7) describes; undefined where it describes no object. */
export function settingsOf(schema: string): Group | undefined {
  const setting = read(parsed(schema), [], '', false)
  return setting.kind === 'group' ? setting : undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What says more than these keywords can be checked by no field of ours. */
const combining = ['$ref', 'anyOf', 'oneOf', 'allOf', 'not', 'if', 'patternProperties', 'dependencies', 'const']

function read(schema: unknown, path: Path, name: string, required: boolean): Setting {
  const it = said.safeParse(schema).data ?? {}
  const named = { path, title: textOf(it.title) ?? titleOf(name), description: textOf(it.description), required }
  if (combining.some((keyword) => keyword in it)) return { ...named, kind: 'anything' }
  if (Array.isArray(it.enum) && it.enum.every((option) => typeof option === 'string'))
    return { ...named, kind: 'choice', options: it.enum }
  if (it.enum !== undefined) return { ...named, kind: 'anything' }
  switch (it.type) {
    case 'object':
      return it.properties === undefined && it.additionalProperties !== false
        ? { ...named, kind: 'anything' }
        : { ...named, kind: 'group', settings: members(it, path), closed: it.additionalProperties === false }
    case 'string':
      return { ...named, kind: 'text', pattern: textOf(it.pattern), longest: numberOf(it.maxLength) }
    case 'integer':
    case 'number':
      return {
        ...named,
        kind: 'number',
        whole: it.type === 'integer',
        least: numberOf(it.minimum),
        most: numberOf(it.maximum),
      }
    case 'boolean':
      return { ...named, kind: 'flag' }
    default:
      return { ...named, kind: 'anything' }
  }
}

function members(schema: Readonly<Record<string, unknown>>, path: Path): readonly Setting[] {
  const required = Array.isArray(schema.required) ? schema.required : []
  return Object.entries(said.safeParse(schema.properties).data ?? {}).map(([name, member]) =>
    read(member, [...path, name], name, required.includes(name)),
  )
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined)

/** `maxCacheSize` → `Max cache size`; `cpu` → `CPU`. */
export function titleOf(name: string): string {
  if (/^(cpu|url|arn|id|dns|ca|tls)$/i.test(name)) return name.toUpperCase()
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[-_.]+/g, ' ')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
