import type { Model } from '../wire'

type Said = Readonly<Record<string, unknown>>

/** As SDKs do: what the model calls an idempotency token is drawn when the caller gives none. */
export function withIdempotencyToken(model: Model, operation: string, input: Said): Said {
  const shape = model.operations[operation]?.input
  const members = shape === undefined ? undefined : model.shapes[shape]?.members
  for (const [name, member] of Object.entries(members ?? {}))
    if (member.idempotencyToken === true && input[name] === undefined) return { ...input, [name]: crypto.randomUUID() }
  return input
}
