import { Fault } from '../fault'
import { operation } from '../operation'
import { keptAs, newSignInCode } from './sign-in-codes'

/** Milliseconds that a code is good for. */
const life = 120_000

/**
 * A code by which a browser signs in, once, as the user who asks: for a link that is clicked at once. As GetSessionToken, only with a user's own
 * key, so that a session never begets another that outlives it.
 */
export const createSignInCode = operation({
  service: 'podid',
  name: 'CreateSignInCode',
  input: () => ({}),
  need: () => ({ action: 'podid:CreateSignInCode', resource: '*' }),
  async handle(_, parts) {
    const { user, session, accessKeyId } = parts.caller
    if (user === undefined || session !== undefined || accessKeyId === undefined)
      throw new Fault('AccessDeniedException', 'Cannot call CreateSignInCode with session credentials')
    const code = newSignInCode(parts)
    const key = keptAs(code)
    const expiresAt = parts.now() + life
    const row = { key, userName: user.name, userId: user.id, accessKeyId, expiresAt, askedBy: parts.requestId }
    if (!(await parts.store.signInCodes.insert(key, row))) throw new Error('A sign-in code was drawn twice.')
    return { code, expiration: new Date(expiresAt) }
  },
})
