import { client } from '../../src/client'
import { region, server } from '../place'
import { current, expire } from '../session/session'
import type { InputOf, OperationOf, OutputOf, Service } from './answers'
import { Refusal, refusalOf } from './refusal'

const own = client({
  endpoint: server,
  region,
  credentials: async () => {
    const session = current()
    if (typeof session === 'string') throw new Refusal('expired', '', 'Nobody is signed in.', '', undefined, '')
    return session
  },
})

/** Asks the server, signed as who is signed in. Throws Refusal; where the session is over, the person is asked to sign in again. */
export async function ask<S extends Service, O extends OperationOf<S>>(
  service: S,
  operation: O,
  input: InputOf<S, O>,
  signal?: AbortSignal,
): Promise<OutputOf<S, O>> {
  let heard: Headers | undefined
  try {
    const output = await own.call(
      service,
      operation,
      { ...(input as Readonly<Record<string, unknown>>) },
      { signal, heard: (headers) => (heard = headers) },
    )
    // The client has read the answer by the model from which these types are made.
    return output as OutputOf<S, O>
  } catch (error) {
    if (signal?.aborted === true) throw error
    const refusal = refusalOf(error, `${service}:${operation}`, heard)
    if (refusal.kind === 'expired') expire()
    throw refusal
  }
}
