import { z } from 'zod/mini'
import { keyAfterlife } from '../../../src/domain'

const form = z.object({
  kid: z.optional(z.string()),
  kty: z.optional(z.string()),
  alg: z.optional(z.string()),
  crv: z.optional(z.string()),
})

/** A public key as people tell keys apart: `kid`, and how it signs. */
export function keyInWords(jwk: string): { readonly id: string; readonly signs: string } {
  const { kid = 'unnamed', alg, crv, kty = 'unknown' } = read(jwk)
  return { id: kid, signs: alg ?? crv ?? kty }
}

function read(jwk: string): z.infer<typeof form> {
  try {
    return form.parse(JSON.parse(jwk))
  } catch {
    return {}
  }
}

/** Until when a retired key counts. */
export function countsUntil(retiredAt: Date): Date {
  return new Date(retiredAt.getTime() + keyAfterlife)
}
