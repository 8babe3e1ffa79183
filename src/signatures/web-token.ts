import type { WebTokenAnswer } from './answer'
import { provedToken } from './compact-token'
import { checkClaims } from './token-claims'
import type { TrustedKeys } from './trusted-keys'

/** Whom does an OIDC provider speak of? As verifyPodToken, without the rules of pods: for AssumeRoleWithWebIdentity. Never throws. */
export function verifyWebToken(
  token: string,
  trust: { readonly keys: TrustedKeys; readonly issuers: readonly string[]; readonly audiences: readonly string[] },
  now: number,
): WebTokenAnswer {
  const proved = provedToken(token, trust.keys)
  if ('refused' in proved) return proved
  const plain = checkClaims(proved, trust, now)
  if ('refused' in plain) return plain
  return { ...plain, claims: proved.claims }
}
