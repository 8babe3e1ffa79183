import { createHash } from 'node:crypto'
import type { Parts } from '../operation'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** A code of 190 bits: nobody finds one by trying, so trying need not be slowed down. Letters and digits alone, to stand in an address. */
export function newSignInCode({ draw }: Pick<Parts, 'draw'>): string {
  return draw(32, alphabet)
}

/** The key of the row of a code: the code itself is kept nowhere. */
export function keptAs(code: string): string {
  return createHash('sha256').update(code).digest('hex')
}
