import { type DocumentKind, validate } from '../../src/policy'

/** Why the server would refuse a document; undefined where it would take it. Nothing typed yet is no fault. */
export function faultInWords(value: string, kind: DocumentKind, longest?: number): string | undefined {
  if (value.trim() === '') return undefined
  const found = validate(value, kind)
  if (found !== undefined) return `Line ${found.line}, column ${found.column}: ${found.fault}`
  if ((kind === 'identity' || kind === 'trust') && !latin.test(value))
    return 'IAM takes Latin letters, digits and signs only.'
  return longest !== undefined && lengthOf(value) > longest ? lengthInWords(value, longest) : undefined
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: tab, line feed and carriage return are what IAM takes of them
const latin = /^[\u0009\u000A\u000D\u0020-\u00FF]*$/

/** IAM counts no white space. */
export function lengthOf(value: string): number {
  return value.replace(/\s/g, '').length
}

export function lengthInWords(value: string, longest: number): string {
  const count = new Intl.NumberFormat('en')
  return `${count.format(lengthOf(value))} of at most ${count.format(longest)} characters; white space does not count.`
}
