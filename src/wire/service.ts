import type { ErrorModel, Model, OperationModel } from './model'
import { type Shape, type Structure, shapesOf } from './shape'

export type Protocol = 'rest-json' | 'json' | 'query' | 'rest-xml'

/** An operation with its shapes resolved. */
export interface ServiceOperation {
  readonly name: string
  readonly model: OperationModel
  readonly input: Structure | undefined
  readonly output: Structure | undefined
}

/** A model made ready for use. */
export interface Service {
  readonly model: Model
  readonly protocol: Protocol
  readonly operation: (name: string) => ServiceOperation | undefined
  readonly names: readonly string[]
  /** By code or by shape name, of any operation: for faults that an operation's own list lacks. */
  readonly errors: ReadonlyMap<string, ErrorModel>
  readonly shape: (name: string) => Shape
}

const ready = new WeakMap<Model, Service>()

/** The model, made ready once. */
export function serviceOf(model: Model): Service {
  const known = ready.get(model)
  if (known !== undefined) return known
  const service = prepare(model)
  ready.set(model, service)
  return service
}

function prepare(model: Model): Service {
  const shape = shapesOf(model)
  const operations = new Map(Object.entries(model.operations))
  const done = new Map<string, ServiceOperation>()
  const errors = new Map<string, ErrorModel>()
  for (const { errors: those } of operations.values()) {
    for (const error of those) {
      errors.set(error.code, error)
      errors.set(error.shape, error)
    }
  }
  return {
    model,
    protocol: protocolOf(model),
    names: [...operations.keys()],
    errors,
    shape,
    operation(name) {
      const known = done.get(name)
      if (known !== undefined) return known
      const told = operations.get(name)
      if (told === undefined) return undefined
      const made = { name, model: told, input: structure(shape, told.input), output: structure(shape, told.output) }
      done.set(name, made)
      return made
    },
  }
}

/** Throws for an operation that is not in the model: our own trouble. */
export function operationOf(service: Service, name: string): ServiceOperation {
  const operation = service.operation(name)
  if (operation === undefined) throw new Error(`The model ${service.model.signingName} has no operation ${name}.`)
  return operation
}

function structure(shapeOf: (name: string) => Shape, name: string | undefined): Structure | undefined {
  if (name === undefined) return undefined
  const shape = shapeOf(name)
  if (shape.kind !== 'structure') throw new Error(`The shape ${name} is no structure.`)
  return shape
}

function protocolOf({ protocol, signingName }: Model): Protocol {
  if (protocol === 'rest-json' || protocol === 'json' || protocol === 'query' || protocol === 'rest-xml')
    return protocol
  throw new Error(`The model ${signingName} speaks the unknown protocol ${protocol}.`)
}
