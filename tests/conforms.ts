import { type Model, models } from '../src/wire'

interface Shape {
  readonly type: string
  readonly required?: readonly string[]
  readonly members?: Readonly<Record<string, { readonly shape: string }>>
  readonly member?: { readonly shape: string }
  readonly enum?: readonly string[]
}

const types: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (it) => typeof it === 'string',
  boolean: (it) => typeof it === 'boolean',
  integer: Number.isInteger,
  long: Number.isInteger,
  timestamp: (it) => it instanceof Date,
  map: (it) => typeof it === 'object' && it !== null,
}

/** Throws when an operation's input or answer has members that its model does not know, lacks some that it requires, or has other types. */
export function conforms(service: string, name: string, side: 'input' | 'output', value: unknown): void {
  const model = models.get(service)
  const operation = model?.operations[name]
  if (model === undefined || operation === undefined) throw new Error(`The model has no operation ${service}/${name}.`)
  const shape = operation[side]
  if (shape !== undefined) check(model, shape, value, `${name} ${side}`)
}

function check(model: Model, shapeName: string, value: unknown, where: string): void {
  const shape: Shape | undefined = model.shapes[shapeName]
  if (shape === undefined) throw new Error(`The model has no shape ${shapeName}.`)
  if (shape.type === 'structure') {
    const members = new Map(Object.entries(shape.members ?? {}))
    for (const [member, it] of Object.entries(Object(value))) {
      if (it === undefined) continue
      const known = members.get(member)
      if (known === undefined) throw new Error(`${where}: the model knows no ${member}.`)
      check(model, known.shape, it, `${where}.${member}`)
    }
    for (const member of shape.required ?? [])
      if (Object(value)[member] === undefined) throw new Error(`${where}: the model requires ${member}.`)
  } else if (shape.type === 'list') {
    if (!Array.isArray(value)) throw new Error(`${where} is no list.`)
    for (const it of value) check(model, shape.member?.shape ?? '', it, where)
  } else if (types[shape.type]?.(value) === false) throw new Error(`${where} is no ${shape.type}.`)
  else if (shape.enum !== undefined && !shape.enum.includes(String(value)))
    throw new Error(`${where}: ${value} is none of ${shape.enum}.`)
}
