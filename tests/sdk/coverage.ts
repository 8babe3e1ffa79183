import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Model, models } from '../../src/wire'
import { never as neverAnywhere } from './never'

/** What one file of tests/sdk shows of its operation. */
export interface Shown {
  readonly service: string
  readonly name: string
  readonly succeeds: readonly string[]
  /** Error codes that a test provokes. */
  readonly refuses: readonly string[]
  readonly never: Readonly<Record<string, string>>
  readonly differs?: string
}

export interface Row {
  readonly service: string
  readonly name: string
  /** Absent: no file shows it. */
  readonly shown?: Shown
  /** Error codes that the model lists and that are neither shown nor explained. */
  readonly unexplained: readonly string[]
}

/** Services in the order of the table. */
const services = ['eks', 'eks-auth', 'sts', 'iam', 's3', 'cloudtrail', 'podid']

export function kebab(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .toLowerCase()
}

/** Every operation of every model, with what its file shows. */
export function coverage(folder = import.meta.dir): readonly Row[] {
  const shown = new Map(shownIn(folder).map((it) => [`${it.service} ${it.name}`, it]))
  return services.flatMap((service) => {
    const model = modelOf(service)
    return Object.keys(model.operations)
      .sort()
      .map((name): Row => {
        const it = shown.get(`${service} ${name}`)
        const known = new Set([...(it?.refuses ?? []), ...Object.keys(it?.never ?? {}), ...Object.keys(neverAnywhere)])
        const unexplained = errorsOf(model, name).filter((code) => !known.has(code))
        return it === undefined ? { service, name, unexplained } : { service, name, shown: it, unexplained }
      })
  })
}

/** Codes on the wire of the errors that the model lists for an operation. */
export function errorsOf(model: Model, name: string): readonly string[] {
  return (model.operations[name]?.errors ?? []).map((it) => it.code)
}

function modelOf(service: string): Model {
  const found = models.get(service)
  if (found === undefined) throw new Error(`There is no model of ${service}.`)
  return found
}

function shownIn(folder: string): readonly Shown[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.test.ts') && existsSync(join(folder, file)))
    .flatMap((file) => {
      const shown = shownBy(readFileSync(join(folder, file), 'utf8'))
      if (shown === undefined) return []
      if (`${kebab(shown.name)}.test.ts` !== file)
        throw new Error(`${file} is named after another operation than ${shown.name}.`)
      return [shown]
    })
}

const literal = String.raw`('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")`

function shownBy(text: string): Shown | undefined {
  const declared = new RegExp(String.raw`operationTests\(\s*${literal},\s*${literal}`).exec(text)
  if (declared === null) return undefined
  const block = text.slice(declared.index, endOfCall(text, declared.index))
  const never = /\bnever:\s*\{([\s\S]*?)\n?\s*\}/.exec(block)?.[1] ?? ''
  const differs = new RegExp(String.raw`\bdiffers:\s*${literal}`).exec(block)?.[1]
  return {
    service: unquoted(declared[1]),
    name: unquoted(declared[2]),
    succeeds: all(text, String.raw`\.succeeds\(\s*${literal}`),
    refuses: [...new Set(all(text, String.raw`\.refuses\(\s*${literal}`))],
    never: Object.fromEntries(
      [...never.matchAll(new RegExp(String.raw`'?([\w.]+)'?:\s*${literal}`, 'g'))].map((it) => [
        it[1] ?? '',
        unquoted(it[2]),
      ]),
    ),
    ...(differs === undefined ? {} : { differs: unquoted(differs) }),
  }
}

/** Where the declaration ends: at the first line that is nothing but its closing bracket, or its own line. */
function endOfCall(text: string, from: number): number {
  const line = text.indexOf('\n', from)
  if (/\)\s*$/.test(text.slice(from, line))) return line
  const close = /\n\}?\)/.exec(text.slice(from))
  return close === null ? text.length : from + close.index + close[0].length
}

function all(text: string, pattern: string): string[] {
  return [...text.matchAll(new RegExp(pattern, 'g'))].map((it) => unquoted(it[1]))
}

function unquoted(written = "''"): string {
  return written.slice(1, -1).replace(/\\(.)/g, '$1')
}
