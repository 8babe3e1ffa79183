import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv'
import { parseDocument } from 'yaml'
import type { KnownAddon } from './addon-catalogue'
import { invalid } from './faults'

/** Characters: reading YAML takes time that grows with the square of its keys. */
const longest = 8_192
/** How many mistakes are told. */
const most = 5

/** What the configuration says, held against the add-on's schema. Throws in AWS's words, naming each path that does not fit. */
export function readConfiguration(values: string, { name, schema }: Pick<KnownAddon, 'name' | 'schema'>): unknown {
  const refuse = (why: string) =>
    invalid(`ConfigurationValue provided in request is not supported: ${why}`, { addonName: name })
  if (values.length > longest) throw refuse(`It is longer than ${longest} characters.`)
  if (values.includes('\0') || !values.isWellFormed()) throw refuse('It holds characters that no text has.')
  const read = parsed(values)
  if (read === undefined) throw refuse('It is neither valid JSON nor valid YAML.')
  const mistakes = mistakesIn(read.value, name, schema)
  if (mistakes.length > 0) throw refuse(`Json schema validation failed with error: [${mistakes.join(', ')}]`)
  return read.value
}

/** JSON, or YAML; undefined when it is neither. */
export function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return readYaml(text)
  }
}

/** YAML 1.2 as JSON could say it: no aliases (which multiply), no tags, no keys that are not texts, no key twice. */
function readYaml(text: string): { readonly value: unknown } | undefined {
  try {
    const document = parseDocument(text, {
      ...{ schema: 'core', resolveKnownTags: false, stringKeys: true, uniqueKeys: true },
      ...{ prettyErrors: false, logLevel: 'error' },
    })
    const { errors, warnings } = document
    return errors.length + warnings.length > 0 ? undefined : { value: document.toJS({ maxAliasCount: 0 }) }
  } catch {
    return undefined
  }
}

const ajv = new Ajv({ allErrors: true, verbose: true })
const compiled = new Map<string, ValidateFunction>()

function mistakesIn(value: unknown, name: string, schema: KnownAddon['schema']): readonly string[] {
  const fits = compiled.get(name) ?? ajv.compile(schema)
  compiled.set(name, fits)
  return fits(value) ? [] : (fits.errors ?? []).slice(0, most).map(told)
}

/** As AWS tells it: `$.agent.maxCacheSize: string found, integer expected`. */
function told({ instancePath, keyword, params, data, message }: ErrorObject): string {
  const path = `$${instancePath.replaceAll('/', '.').replaceAll('~1', '/').replaceAll('~0', '~')}`
  if (keyword === 'additionalProperties')
    return `${path}.${params.additionalProperty}: is not defined in the schema and the schema does not allow additional properties`
  if (keyword === 'required') return `${path}.${params.missingProperty}: is missing but it is required`
  if (keyword === 'type') return `${path}: ${kindOf(data)} found, ${params.type} expected`
  if (keyword === 'enum')
    return `${path}: does not have a value in the enumeration [${params.allowedValues.join(', ')}]`
  if (keyword === 'minimum') return `${path}: must have a minimum value of ${params.limit}`
  if (keyword === 'maximum') return `${path}: must have a maximum value of ${params.limit}`
  if (keyword === 'pattern') return `${path}: does not match the regex pattern ${params.pattern}`
  return `${path}: ${message ?? 'does not fit the schema'}`
}

function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return Number.isInteger(value) ? 'integer' : typeof value
}
