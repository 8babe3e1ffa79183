// Annotations are read as Go's strconv and encoding/csv read them, since that is what the official webhook's users have written.

const truths = new Set(['1', 't', 'T', 'TRUE', 'true', 'True'])
const falsehoods = new Set(['0', 'f', 'F', 'FALSE', 'false', 'False'])

export function parseBool(text: string): boolean | undefined {
  return truths.has(text) ? true : falsehoods.has(text) ? false : undefined
}

const int64 = 2n ** 63n

/** A 64-bit integer in base 10; exact only where JavaScript's numbers are. */
export function parseInt64(text: string): number | undefined {
  if (!/^[+-]?[0-9]{1,40}$/.test(text)) return undefined
  const value = BigInt(text.replace(/^\+/, ''))
  return value >= -int64 && value < int64 ? Number(value) : undefined
}

/** The first record of a CSV text (RFC 4180, no trimming); undefined when it is none. */
export function parseCsv(text: string): readonly string[] | undefined {
  const record = text.replaceAll('\r\n', '\n').replace(/^\n+/, '')
  if (record === '') return undefined
  const fields: string[] = []
  for (let from = 0; ; ) {
    const field = record[from] === '"' ? quoted(record, from) : plain(record, from)
    if (field === undefined) return undefined
    fields.push(field.value)
    const next = record[field.end]
    if (next === undefined || next === '\n') return fields
    if (next !== ',') return undefined
    from = field.end + 1
  }
}

interface Field {
  readonly value: string
  /** Where the field's text ends. */
  readonly end: number
}

function plain(record: string, from: number): Field | undefined {
  const rest = record.slice(from)
  const length = rest.search(/[,\n]/)
  const value = length < 0 ? rest : rest.slice(0, length)
  return value.includes('"') ? undefined : { value, end: from + value.length }
}

function quoted(record: string, from: number): Field | undefined {
  let value = ''
  for (let at = from + 1; ; ) {
    const quote = record.indexOf('"', at)
    if (quote < 0) return undefined
    value += record.slice(at, quote)
    if (record[quote + 1] !== '"') return { value, end: quote + 1 }
    value += '"'
    at = quote + 2
  }
}
