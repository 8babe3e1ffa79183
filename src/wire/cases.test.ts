import { describe, expect, test } from 'bun:test'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { decode } from './decode'
import { encode } from './encode'
import { encodeFault } from './encode-fault'
import type { Model } from './model'
import { models } from './models'
import type { WireFault } from './received'
import { route } from './route'

interface Fault extends WireFault {
  readonly operation?: undefined
}

interface RequestCase {
  readonly name: string
  readonly service: string
  readonly request: {
    readonly method: string
    readonly path: string
    readonly query: string
    readonly headers?: Record<string, string>
    readonly body?: string
  }
  readonly expect: Fault | { readonly operation: string; readonly input?: unknown }
}

interface Expected {
  readonly status: number
  /** null: not there. */
  readonly headers: Record<string, string | null>
  readonly body: string
}

interface AnswerCase {
  readonly name: string
  readonly service: string
  readonly operation: string
  readonly output: Record<string, unknown>
  readonly expect: Expected
}

interface FaultCase {
  readonly name: string
  readonly service: string
  readonly operation: string | null
  readonly fault: WireFault
  readonly expect: Expected
}

/** `{"$date": "…"}` stands for a Date. */
function cases<Case>(file: string): readonly Case[] {
  const text = readFileSync(join(import.meta.dir, '..', '..', 'tests', 'cases', 'wire', file), 'utf8')
  return JSON.parse(text, (_, it) => (typeof it?.$date === 'string' ? new Date(it.$date) : it))
}

function modelOf(name: string): Model {
  const model = models.get(name)
  if (model === undefined) throw new Error(`no service ${name}`)
  return model
}

for (const file of ['routing.json', 'reading.json', 'constraints.json']) {
  describe(file, () => {
    for (const { name, service, request, expect: wanted } of cases<RequestCase>(file)) {
      test(name, () => {
        const model = modelOf(service)
        const received = { ...request, headers: new Headers(request.headers) }
        const body = request.body === undefined ? undefined : new TextEncoder().encode(request.body)
        const routed = route(model, received, body)
        const named = 'fault' in routed ? undefined : routed
        if (wanted.operation !== undefined) expect(named?.operation).toBe(wanted.operation)
        if (wanted.operation !== undefined && wanted.input === undefined) return
        const decoded = 'fault' in routed ? routed : decode(model, routed, received, body)
        if (wanted.operation !== undefined) {
          expect(decoded.fault).toBeUndefined()
          expect<unknown>('input' in decoded && decoded.input).toEqual(wanted.input)
          return
        }
        const { code, message = decoded.fault?.message, members } = wanted
        expect(decoded.fault).toMatchObject({ code, message, ...(members === undefined ? {} : { members }) })
        if (decoded.fault === undefined) return
        expect(encodeFault(model, named?.operation, decoded.fault, 'rid-1').status).toBe(wanted.status ?? 0)
      })
    }
  })
}

async function check(answer: Response, { status, headers, body }: Expected): Promise<void> {
  expect(answer.status).toBe(status)
  for (const [name, value] of Object.entries(headers)) expect([name, answer.headers.get(name)]).toEqual([name, value])
  expect(await answer.text()).toBe(body)
}

describe('answers.json', () => {
  for (const { name, service, operation, output, expect: wanted } of cases<AnswerCase>('answers.json'))
    test(name, () => check(encode(modelOf(service), operation, output, 'rid-1'), wanted))
})

describe('faults.json', () => {
  for (const { name, service, operation, fault, expect: wanted } of cases<FaultCase>('faults.json'))
    test(name, () => check(encodeFault(modelOf(service), operation ?? undefined, fault, 'rid-1'), wanted))
})
