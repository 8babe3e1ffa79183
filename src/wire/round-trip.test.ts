import { describe, expect, test } from 'bun:test'
import fc from '../../tests/random'
import { decode } from './decode'
import { encode } from './encode'
import { models } from './models'
import { encodeRequest } from './request'
import { decodeResponse, streamsOutput } from './response'
import { route } from './route'
import { structureOf } from './values.test-support'

const runs = { numRuns: 15, seed: 20_261_124 }
const bytes = (body: unknown) => (typeof body === 'string' ? new TextEncoder().encode(body) : undefined)

describe('what is said is what is heard', () => {
  for (const [service, model] of models) {
    for (const [operation, { input, output }] of Object.entries(model.operations)) {
      if (input !== undefined) {
        test(`${service} ${operation}: input`, () => {
          fc.assert(
            fc.property(structureOf(model, input, model.protocol !== 'rest-json'), (said) => {
              const sent = encodeRequest(model, operation, said)
              const body = bytes(sent.body)
              const routed = route(model, sent, body)
              if ('fault' in routed) throw new Error(routed.fault.message)
              expect(routed.operation).toBe(operation)
              const heard = decode(model, routed, sent, body)
              expect(heard.fault).toBeUndefined()
              expect('input' in heard && heard.input).toEqual(said)
            }),
            runs,
          )
        })
      }
      if (output !== undefined && !streamsOutput(model, operation)) {
        test(`${service} ${operation}: output`, async () => {
          await fc.assert(
            fc.asyncProperty(structureOf(model, output, model.protocol !== 'rest-json'), async (said) => {
              const answer = encode(model, operation, said, 'id-1')
              const body = new Uint8Array(await answer.arrayBuffer())
              const heard = decodeResponse(model, operation, answer.status, answer.headers, body)
              expect(heard.fault).toBeUndefined()
              expect('output' in heard && heard.output).toEqual(said)
            }),
            runs,
          )
        })
      }
    }
  }
})
