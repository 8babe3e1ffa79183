import { readFileSync } from 'node:fs'
import type { Reads } from './setting-kinds'

/** One setting: told by flag (`--tls-cert`), environment (`PODID_TLS_CERT`) or file (`tls-cert`), in this order of precedence. */
export interface Setting<Value> {
  /** What it does, in a sentence for `--help`. */
  readonly about: string
  /** What stands for the value in `--help`, such as `DIR`; absent for an on/off setting. */
  readonly value?: string
  /** From text (flag, environment, `key = value` file) or JSON (JSON file, repeated flag) to the value; its messages complete "--port …". */
  readonly read: Reads<Value>
  /** The value when nothing is said. */
  readonly otherwise: Value
  /** May be given more than once as a flag, and as a comma-separated list elsewhere. */
  readonly repeatable?: boolean
  /** Its value is never shown in a message. */
  readonly secret?: boolean
}

type Table = Readonly<Record<string, Setting<unknown>>>
export type Settings<Of extends Table> = {
  readonly [Name in keyof Of]: Of[Name] extends Setting<infer Value> ? Value : never
}

export interface Sources {
  /** As commander gives them: camel case; undefined members are unsaid. */
  readonly flags: Readonly<Record<string, unknown>>
  readonly environment: Readonly<Record<string, string | undefined>>
  /** A JSON object when its first character is `{`, else lines of `key = value` with `#` comments. */
  readonly file?: string
}

/** Everything that is wrong with the settings, each in words a person can act on. */
export class SettingMistakes extends Error {
  override readonly name = 'SettingMistakes'

  constructor(readonly mistakes: readonly string[]) {
    super(mistakes.join('\n'))
  }
}

interface Said {
  readonly value: unknown
  /** How the person said it: `--port`, `PODID_PORT`, `port in podid.conf`. */
  readonly where: string
}

/** Reads every setting once. Throws SettingMistakes with all mistakes, those of `check` (how settings go together) included. */
export function readSettings<Of extends Table>(
  table: Of,
  sources: Sources,
  check: (settings: Settings<Of>) => readonly string[] = () => [],
): Settings<Of> {
  const mistakes: string[] = []
  const inFile = sources.file === undefined ? new Map<string, unknown>() : readFile(sources.file, table, mistakes)
  const values: Record<string, unknown> = {}
  for (const [name, setting] of Object.entries(table)) {
    const said = fromFlag(name, sources) ?? fromEnvironment(name, sources) ?? fromFile(name, inFile, sources.file)
    values[name] = said === undefined ? setting.otherwise : readOne(setting, said, mistakes)
  }
  if (mistakes.length > 0) throw new SettingMistakes(mistakes)
  const settings = values as Settings<Of>
  const together = check(settings)
  if (together.length > 0) throw new SettingMistakes(together)
  return settings
}

/** `tlsCert` → `tls-cert` */
export function dashed(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

/** `tlsCert` → `PODID_TLS_CERT` */
export function variable(name: string): string {
  return `PODID_${dashed(name).replaceAll('-', '_').toUpperCase()}`
}

function readOne(setting: Setting<unknown>, said: Said, mistakes: string[]): unknown {
  const value = setting.repeatable && typeof said.value === 'string' ? listOf(said.value) : said.value
  const read = setting.read.safeParse(value)
  if (read.success) return read.data
  const shown = setting.secret ? '' : `, not ${JSON.stringify(said.value)}`
  for (const issue of read.error.issues) mistakes.push(`${said.where} ${issue.message}${shown}.`)
  return setting.otherwise
}

function listOf(text: string): string[] {
  return text
    .split(',')
    .map((it) => it.trim())
    .filter((it) => it !== '')
}

function fromFlag(name: string, { flags }: Sources): Said | undefined {
  const value = flags[name]
  return value === undefined ? undefined : { value, where: `--${dashed(name)}` }
}

function fromEnvironment(name: string, { environment }: Sources): Said | undefined {
  const value = environment[variable(name)]
  // Kubernetes puts PODID_PORT=tcp://… into every pod beside a Service named podid; that is not a setting of ours.
  if (value === undefined || /^(tcp|udp|sctp):\/\//.test(value)) return undefined
  return { value, where: variable(name) }
}

function fromFile(name: string, file: ReadonlyMap<string, unknown>, path = ''): Said | undefined {
  const value = file.get(name)
  return value === undefined ? undefined : { value, where: `${dashed(name)} in ${path}` }
}

function readFile(path: string, table: Table, mistakes: string[]): ReadonlyMap<string, unknown> {
  const found = new Map<string, unknown>()
  const known = new Map(Object.keys(table).flatMap((name) => [[name, name] as const, [dashed(name), name] as const]))
  for (const [key, value] of entriesOf(path, mistakes)) {
    const name = known.get(key)
    if (name !== undefined) found.set(name, value)
    else mistakes.push(`${key} in ${path} is no setting. Known are: ${Object.keys(table).map(dashed).join(', ')}.`)
  }
  return found
}

function entriesOf(path: string, mistakes: string[]): (readonly [string, unknown])[] {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    mistakes.push(
      `The settings file ${path} cannot be read. Check that it is there and readable, or leave --config out.`,
    )
    return []
  }
  if (!text.trimStart().startsWith('{')) return linesOf(text, path, mistakes)
  try {
    return Object.entries(JSON.parse(text))
  } catch (error) {
    mistakes.push(
      `${path} is not JSON: ${error instanceof Error ? error.message : error}. Mend it, or write key = value lines.`,
    )
    return []
  }
}

function linesOf(text: string, path: string, mistakes: string[]): (readonly [string, string])[] {
  return text.split('\n').flatMap((line, at): (readonly [string, string])[] => {
    const content = line.trim()
    if (content === '' || content.startsWith('#')) return []
    const equals = content.indexOf('=')
    if (equals > 0) return [[content.slice(0, equals).trim(), content.slice(equals + 1).trim()]]
    mistakes.push(`Line ${at + 1} of ${path} is not of the form key = value.`)
    return []
  })
}
