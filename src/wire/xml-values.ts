import { Unreadable } from './received'
import { isRecord } from './record'
import { fromText, isScalar, toText } from './scalars'
import type { Member, Shape } from './shape'
import type { Element } from './xml-read'
import { element, escapeXml } from './xml-write'

/** How AWS Query and S3 differ in XML: S3 has milliseconds. */
export type Moments = 'seconds' | 'milliseconds'

/** What the members say of an element's content. Unknown elements are ignored. Throws Unreadable. */
export function structureFromXml(members: readonly Member[], { elements }: Element): Record<string, unknown> {
  const byName = new Map<string, Element[]>()
  for (const it of elements) {
    const known = byName.get(it.name)
    if (known === undefined) byName.set(it.name, [it])
    else known.push(it)
  }
  const read: Record<string, unknown> = {}
  for (const { name, wireName, shape } of members) {
    const found = byName.get(wireName)
    const [first] = found ?? []
    if (found === undefined || first === undefined) continue
    if ((shape.kind === 'list' || shape.kind === 'map') && shape.flattened) read[name] = fromElements(shape, found)
    else read[name] = fromElement(shape, first)
  }
  return read
}

function fromElement(shape: Shape, found: Element): unknown {
  if (isScalar(shape)) {
    if (found.elements.length > 0) throw new Unreadable(`The element ${found.name} must hold a value.`)
    return fromText(shape, found.text, 'iso8601')
  }
  if (shape.kind === 'structure') return structureFromXml(shape.members, found)
  return fromElements(shape, found.elements)
}

function fromElements(shape: Shape, found: readonly Element[]): unknown {
  if (shape.kind === 'list') return found.map((it) => fromElement(shape.member.shape, it))
  if (shape.kind !== 'map') return undefined
  return Object.fromEntries(
    found.map((entry) => {
      const key = entry.elements.find((it) => it.name === (shape.key.renamed ? shape.key.wireName : 'key'))
      const value = entry.elements.find((it) => it.name === (shape.value.renamed ? shape.value.wireName : 'value'))
      if (key === undefined || value === undefined) throw new Unreadable('A map has an entry without key or value.')
      return [key.text, fromElement(shape.value.shape, value)]
    }),
  )
}

/** The members' elements. Throws TypeError when a value is not of its shape. */
export function structureToXml(
  members: readonly Member[],
  value: Readonly<Record<string, unknown>>,
  moments: Moments,
): string {
  let xml = ''
  for (const { name, wireName, shape } of members) {
    const said = value[name]
    if (said !== undefined && said !== null) xml += toElements(wireName, shape, said, moments)
  }
  return xml
}

/** One element for a value, or one for each part of a flattened list or map. */
function toElements(name: string, shape: Shape, value: unknown, moments: Moments): string {
  if (isScalar(shape)) return element(name, escapeXml(scalarText(shape, value, moments)))
  if (shape.kind === 'structure' && isRecord(value)) return element(name, structureToXml(shape.members, value, moments))
  if (shape.kind === 'list' && Array.isArray(value)) {
    const part = shape.flattened ? name : shape.member.renamed ? shape.member.wireName : 'member'
    const parts = value.map((it) => toElements(part, shape.member.shape, it, moments)).join('')
    return shape.flattened ? parts : element(name, parts)
  }
  if (shape.kind === 'map' && isRecord(value)) {
    const part = shape.flattened ? name : 'entry'
    const key = shape.key.renamed ? shape.key.wireName : 'key'
    const its = shape.value.renamed ? shape.value.wireName : 'value'
    const parts = Object.entries(value)
      .filter(([, it]) => it !== undefined)
      .map(([of, it]) => element(part, element(key, escapeXml(of)) + toElements(its, shape.value.shape, it, moments)))
      .join('')
    return shape.flattened ? parts : element(name, parts)
  }
  throw new TypeError(`The shape ${shape.name} is a ${shape.kind}, and what was given is not.`)
}

function scalarText(shape: Shape, value: unknown, moments: Moments): string {
  if (!isScalar(shape)) throw new TypeError(`The shape ${shape.name} is no plain value.`)
  const text = toText(shape, value, 'iso8601')
  return shape.kind === 'timestamp' && moments === 'seconds' ? text.replace(/\.\d{3}Z$/, 'Z') : text
}
