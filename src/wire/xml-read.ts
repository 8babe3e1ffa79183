import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { Unreadable } from './received'
import { isRecord } from './record'

/** An element of a document: its local name, its text with entities resolved, its elements in order. */
export interface Element {
  readonly name: string
  readonly text: string
  readonly elements: readonly Element[]
}

const parser = new XMLParser({
  preserveOrder: true,
  trimValues: false,
  parseTagValue: false,
  ignoreAttributes: true,
  // Entities are resolved below: the five of XML and character references, nothing that a document could define.
  processEntities: false,
  removeNSPrefix: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  cdataPropName: '#cdata',
  maxNestedTags: 100,
})

/** The root element of a well-formed document without a DOCTYPE. Throws Unreadable. */
export function parseXml(document: string): Element {
  const text = document.startsWith('\uFEFF') ? document.slice(1) : document
  if (/<!(?!--|\[CDATA\[)/.test(text)) throw malformed()
  let nodes: unknown
  try {
    if (XMLValidator.validate(text) !== true) throw malformed()
    nodes = parser.parse(text)
  } catch {
    throw malformed()
  }
  const roots = Array.isArray(nodes) ? nodes.flatMap(elementOf) : []
  const root = roots[0]
  if (root === undefined || roots.length > 1) throw malformed()
  return root
}

/** fast-xml-parser's ordered form: `{ name: [children] }` or `{ '#text': … }`. */
function elementOf(node: unknown): Element[] {
  if (!isRecord(node)) return []
  for (const [name, children] of Object.entries(node)) {
    if (name === ':@' || name === '#text' || name === '#cdata' || !Array.isArray(children)) continue
    return [{ name, text: children.map(textIn).join(''), elements: children.flatMap(elementOf) }]
  }
  return []
}

function textIn(node: unknown): string {
  if (!isRecord(node)) return ''
  const text = node['#text']
  if (typeof text === 'string') return resolved(text)
  const cdata = node['#cdata']
  return Array.isArray(cdata) ? cdata.map((it) => (isRecord(it) ? String(it['#text'] ?? '') : '')).join('') : ''
}

const entities = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
])

function resolved(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&([^;&]{0,10});?/g, (whole, name: string) => {
    const known = entities.get(name)
    if (known !== undefined && whole.endsWith(';')) return known
    const digits = /^#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}))$/.exec(name)
    const code = digits === null ? Number.NaN : Number.parseInt(digits[1] ?? digits[2] ?? '', digits[1] ? 16 : 10)
    if (!whole.endsWith(';') || !(code <= 0x10ffff) || (code >= 0xd800 && code <= 0xdfff)) throw malformed()
    return String.fromCodePoint(code)
  })
}

function malformed(): Unreadable {
  return new Unreadable('The XML you provided was not well-formed or did not validate against our published schema')
}
