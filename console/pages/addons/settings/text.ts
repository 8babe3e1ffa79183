import { parseDocument } from 'yaml'
import { isValues } from './values'

export type ReadSettings =
  | { readonly values: Readonly<Record<string, unknown>> }
  | { readonly fault: string; readonly line: number; readonly column: number }

/** Settings as written: JSON, or YAML 1.2 as JSON could say it. Nothing written is nothing set. */
export function readSettings(text: string): ReadSettings {
  if (text.trim() === '') return { values: {} }
  const document = parseDocument(text, {
    ...{ schema: 'core', resolveKnownTags: false, stringKeys: true, uniqueKeys: true },
    ...{ prettyErrors: true, logLevel: 'silent' },
  })
  const [wrong] = [...document.errors, ...document.warnings]
  if (wrong !== undefined) {
    const [at] = wrong.linePos ?? []
    const [words = 'This is neither JSON nor YAML'] = wrong.message.split(/ at line \d/)
    return { fault: `${words}.`, line: at?.line ?? 1, column: at?.col ?? 1 }
  }
  try {
    const values: unknown = document.toJS({ maxAliasCount: 0 })
    return isValues(values) ? { values } : notAnObject
  } catch {
    return { fault: 'Aliases are not taken.', line: 1, column: 1 }
  }
}

const notAnObject = { fault: 'Settings are names with values: {"name": "value"}.', line: 1, column: 1 }

/** Settings as JSON to be read by people; '' where nothing is set. */
export function writeSettings(values: Readonly<Record<string, unknown>>): string {
  return Object.keys(values).length === 0 ? '' : JSON.stringify(values, null, 2)
}
