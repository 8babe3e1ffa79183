import { createHash, timingSafeEqual } from 'node:crypto'
import type { Activation, Cluster } from '../../domain'
import type { Parts } from '../operation'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** A new activation with its code, which is told once and kept as a hash. The id begins with the cluster's, to be found by. */
export function newActivation(
  { id }: Pick<Cluster, 'id'>,
  { draw, now, limits }: Pick<Parts, 'draw' | 'now' | 'limits'>,
): { readonly code: string; readonly activation: Activation } {
  const code = draw(32, alphabet)
  return {
    code,
    activation: { id: `${id}-${draw(8, alphabet)}`, codeHash: hash(code), expiresAt: now() + limits.activationLife },
  }
}

/** The id of the cluster that an activation id is of. */
export function clusterIdOf(activationId: string): string {
  return activationId.slice(0, activationId.indexOf('-'))
}

export function isCode(code: string, { codeHash }: Activation): boolean {
  return timingSafeEqual(Buffer.from(hash(code), 'hex'), Buffer.from(codeHash, 'hex'))
}

function hash(code: string): string {
  return createHash('sha256').update(code).digest('hex')
}
