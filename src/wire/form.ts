import { textOf } from './json'
import { pairs } from './percent'
import { type Received, Unreadable } from './received'
import { isRecord } from './record'
import { fromText, isScalar, toText } from './scalars'
import type { Shape, Structure } from './shape'

/** AWS Query: a form whose names are paths. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/Query-Requests.html */
interface Node {
  value: string | undefined
  readonly parts: Map<string, Node>
}

export type Form = ReadonlyMap<string, string>

const mostParameters = 10_000
const deepest = 32

/** The form in the query of a GET or in the body of a POST. Of a name that is said twice the first counts. Throws Unreadable. */
export function formOf({ query }: Received, body: Uint8Array | undefined): Form {
  const form = new Map<string, string>()
  const texts = [body === undefined ? '' : textOf(body), query]
  for (const text of texts)
    for (const [name, value] of pairs(text, mostParameters)) if (!form.has(name)) form.set(name, value)
  return form
}

/**
 * The input of a form. Names that the model does not have are ignored at the top, but within a list or a map everything must be
 * understood: a policy or tag that is overlooked would change what is granted. Throws Unreadable.
 */
export function structureFromForm(structure: Structure, form: Form): Record<string, unknown> {
  return readStructure(structure, treeOf(form), '')
}

function treeOf(form: Form): Node {
  const root: Node = { value: undefined, parts: new Map() }
  for (const [name, value] of form) {
    const steps = name.split('.', deepest + 1)
    if (steps.length > deepest) throw new Unreadable('A parameter is nested too deep.')
    let at = root
    for (const step of steps) {
      let next = at.parts.get(step)
      if (next === undefined) {
        next = { value: undefined, parts: new Map() }
        at.parts.set(step, next)
      }
      at = next
    }
    at.value = value
  }
  return root
}

function readStructure(structure: Structure, node: Node, path: string): Record<string, unknown> {
  const read: Record<string, unknown> = {}
  for (const { name, wireName, shape } of structure.members) {
    const part = node.parts.get(wireName)
    if (part !== undefined) read[name] = readValue(shape, part, path === '' ? wireName : `${path}.${wireName}`)
  }
  return read
}

function readValue(shape: Shape, node: Node, path: string): unknown {
  if (isScalar(shape)) {
    if (node.value === undefined || node.parts.size > 0) throw new Unreadable(`${path} must have one value.`)
    try {
      return fromText(shape, node.value, 'iso8601')
    } catch (why) {
      throw why instanceof Unreadable ? new Unreadable(`The value of ${path} cannot be read. ${why.message}`) : why
    }
  }
  if (node.value !== undefined && node.value !== '') throw new Unreadable(`${path} must not be a single value.`)
  switch (shape.kind) {
    case 'structure':
      return readStructure(shape, node, path)
    case 'list': {
      const { flattened, member } = shape
      const name = member.renamed ? member.wireName : 'member'
      return numbered(flattened ? node : only(node, name, path), path).map((it) => readValue(member.shape, it, path))
    }
    case 'map': {
      const entries = numbered(shape.flattened ? node : only(node, 'entry', path), path)
      return Object.fromEntries(
        entries.map((entry) => {
          const key = entry.parts.get(shape.key.renamed ? shape.key.wireName : 'key')
          const value = entry.parts.get(shape.value.renamed ? shape.value.wireName : 'value')
          if (key?.value === undefined || value === undefined)
            throw new Unreadable(`${path} has an entry without key or value.`)
          return [key.value, readValue(shape.value.shape, value, path)]
        }),
      )
    }
  }
}

function only(node: Node, name: string, path: string): Node {
  for (const part of node.parts.keys()) if (part !== name) throw new Unreadable(`${path}.${part} is not understood.`)
  return node.parts.get(name) ?? { value: undefined, parts: new Map() }
}

/** The parts named 1, 2, 3…, in order; gaps are closed. */
function numbered(node: Node, path: string): Node[] {
  return [...node.parts]
    .map(([index, part]) => {
      if (!/^[1-9][0-9]{0,6}$/.test(index)) throw new Unreadable(`${path} has an element that is not numbered.`)
      return { at: Number(index), part }
    })
    .sort((one, other) => one.at - other.at)
    .map(({ part }) => part)
}

/** The pairs of a form that say the structure, in the model's order. Throws TypeError when a value is not of its shape. */
export function structureToForm(
  structure: Structure,
  value: Readonly<Record<string, unknown>>,
  prefix = '',
): (readonly [string, string])[] {
  return structure.members.flatMap(({ name, wireName, shape }) => {
    const said = value[name]
    return said === undefined || said === null ? [] : write(shape, said, prefix + wireName)
  })
}

function write(shape: Shape, value: unknown, path: string): (readonly [string, string])[] {
  if (isScalar(shape)) return [[path, toText(shape, value, 'iso8601')]]
  if (shape.kind === 'structure' && isRecord(value)) return structureToForm(shape, value, `${path}.`)
  if (shape.kind === 'list' && Array.isArray(value)) {
    if (value.length === 0) return [[path, '']]
    const { flattened, member } = shape
    const prefix = flattened ? path : `${path}.${member.renamed ? member.wireName : 'member'}`
    return value.flatMap((it, at) => write(member.shape, it, `${prefix}.${at + 1}`))
  }
  if (shape.kind === 'map' && isRecord(value)) {
    const prefix = shape.flattened ? path : `${path}.entry`
    return Object.entries(value).flatMap(([key, it], at) => [
      [`${prefix}.${at + 1}.${shape.key.renamed ? shape.key.wireName : 'key'}`, key] as const,
      ...write(shape.value.shape, it, `${prefix}.${at + 1}.${shape.value.renamed ? shape.value.wireName : 'value'}`),
    ])
  }
  throw new TypeError(`The shape ${shape.name} is a ${shape.kind}, and what was given is not.`)
}
