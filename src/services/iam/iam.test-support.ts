import { createKeyring, readKeyring } from '../../signatures'
import { memoryStore } from '../../store'
import model from '../../wire/models/iam.json'
import { Fault } from '../fault'
import type { Answer, Caller, Limits, Need, Parts, Said } from '../operation'
import { iamOperations } from './index'

export const here = { account: '111122223333', region: 'us-east-1', partition: 'aws' }
export const arn = (resource: string): string => `arn:aws:iam::${here.account}:${resource}`

export const document =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}'
export const trusting = (principal: unknown): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' }],
  })
export const trust = trusting({ Service: 'pods.eks.amazonaws.com' })

export const root: Caller = {
  principal: { kind: 'account', arn: arn('root'), account: here.account, ids: [] },
  userId: here.account,
}

const unused = (): never => {
  throw new Error('IAM has no use for this.')
}

/** An account of its own over a memory store, with a clock moved by hand; every answer is held against IAM's model. */
export function newAccount() {
  const store = memoryStore()
  const keyring = readKeyring(createKeyring())
  const clock = { now: Date.UTC(2026, 0, 2, 3, 4, 5) }
  let drawn = 0
  const facts = {
    store,
    keyring,
    ...here,
    now: () => clock.now,
    draw: (count: number, alphabet: string): string => {
      let rest = ++drawn
      return Array.from({ length: count }, () => {
        const letter = alphabet[rest % alphabet.length] ?? ''
        rest = Math.floor(rest / alphabet.length)
        return letter
      }).join('')
    },
  }
  const limits: Limits = { associationsPerCluster: 5000, clusters: 100, sessionsMayCallIam: true, activationLife: 1 }

  const parts = (caller: Caller, more: Partial<Parts> = {}): Parts => ({
    ...facts,
    caller,
    limits,
    requestId: 'request',
    note() {},
    url: 'http://127.0.0.1:4080',
    gone: new AbortController().signal,
    unique: unused,
    random: unused,
    decide: unused,
    demand: unused,
    discover: unused,
    blobs: { write: unused, read: unused, olderThan: unused, join: unused, remove: unused },
    authority: { kind: 'embedded', issue: unused },
    revisions: { changed: unused, next: unused },
    ...more,
  })

  const named = (name: string) => {
    const it = iamOperations.find((operation) => operation.name === name)
    if (it === undefined) throw new Error(`There is no operation ${name}.`)
    return it
  }

  const call = async (name: string, said: Said = {}, caller = root, more: Partial<Parts> = {}): Promise<Answer> => {
    const { input, output } = shapesOf(name)
    conforms(input, said, `${name} input`)
    const it = named(name)
    const answer = await it.handle(it.input(said), parts(caller, more))
    if (output !== undefined) conforms(output, answer, name)
    else if (Object.keys(answer).length > 0) throw new Error(`${name} answers nothing by the model.`)
    return answer
  }

  return {
    ...facts,
    clock,
    call,
    /** What the operation needs, as a list. */
    async needs(name: string, said: Said = {}, caller = root): Promise<readonly Need[]> {
      const it = named(name)
      const need = await it.need(it.input(said), parts(caller))
      if ('anyone' in need) return []
      return 'action' in need ? [need] : need
    },
    /** `Code: message` of the refusal. */
    async refusal(name: string, said: Said = {}, caller = root, more: Partial<Parts> = {}): Promise<string> {
      try {
        await call(name, said, caller, more)
      } catch (error) {
        if (error instanceof Fault) return `${error.code}: ${error.message}`
        throw error
      }
      return 'no refusal'
    },
  }
}

interface Shape {
  readonly type: string
  readonly required?: readonly string[]
  readonly members?: Readonly<Record<string, { readonly shape: string }>>
  readonly member?: { readonly shape: string }
}
const shapes = new Map<string, Shape>(Object.entries(model.shapes))
const operations = new Map<string, { readonly input?: string; readonly output?: string }>(
  Object.entries(model.operations),
)

function shapesOf(name: string) {
  const operation = operations.get(name)
  if (operation === undefined) throw new Error(`The model has no operation ${name}.`)
  return operation
}

/** Throws when a value has members that the model does not know, lacks some that it requires, or has other types. */
function conforms(shapeName: string | undefined, value: unknown, where: string): void {
  if (shapeName === undefined || value === undefined) return
  const shape = shapes.get(shapeName)
  if (shape === undefined) throw new Error(`The model has no shape ${shapeName}.`)
  if (shape.type === 'structure') {
    const members = new Map(Object.entries(shape.members ?? {}))
    const given = new Map(Object.entries(Object(value)))
    for (const [name, it] of given) {
      if (it === undefined) continue
      const member = members.get(name)
      if (member === undefined) throw new Error(`${where}: the model knows no ${name}.`)
      conforms(member.shape, it, `${where}.${name}`)
    }
    for (const name of shape.required ?? []) {
      if (given.get(name) === undefined) throw new Error(`${where}: the model requires ${name}.`)
    }
  } else if (shape.type === 'list') {
    if (!Array.isArray(value)) throw new Error(`${where} is no list.`)
    for (const it of value) conforms(shape.member?.shape, it, where)
  } else if (shape.type === 'timestamp') {
    if (!(value instanceof Date)) throw new Error(`${where} is no Date.`)
  } else if (
    shape.type !== 'map' &&
    typeof value !== shape.type &&
    !(shape.type === 'integer' && Number.isInteger(value))
  ) {
    throw new Error(`${where} is no ${shape.type}.`)
  }
}
