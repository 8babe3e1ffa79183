import { type Keyring, sealSession } from '../signatures'
import type { Authority } from './authority'

/** Our own STS: the session is sealed into its own token, and nothing is stored. Never refuses: the operation has decided already. */
export function embeddedAuthority(
  keyring: Keyring,
  given: { readonly random: (bytes: number) => Uint8Array },
): Authority {
  return {
    kind: 'embedded',
    issue: async (session) => ({ credentials: sealSession(keyring, session, given), session }),
  }
}
