import type { Clock } from './clock'
import { type GetCredentials, Refused } from './credentials'

/** Milliseconds for which the upstream's word about a stranger's token is believed; it may learn a new key meanwhile. */
const believed = 60_000
const most = 8_192
/** What is said of the token itself. Other refusals change with an association. */
const ofTheToken: ReadonlySet<string> = new Set(['InvalidTokenException', 'ExpiredTokenException'])

/** A stranger's token that the upstream refused for what it is is not asked about again at once, however often it is shown. */
export function hopeless(ask: GetCredentials, clock: Clock): GetCredentials {
  const refused = new Map<string, { readonly why: Refused; readonly until: number }>()
  return async (pod) => {
    if (!pod.stranger) return ask(pod)
    const before = refused.get(pod.key)
    if (before !== undefined && before.until > clock.steady()) throw before.why
    refused.delete(pod.key)
    try {
      return await ask(pod)
    } catch (why) {
      if (why instanceof Refused && why.final && ofTheToken.has(why.code)) {
        const [oldest] = refused.keys()
        if (refused.size >= most && oldest !== undefined) refused.delete(oldest)
        refused.set(pod.key, { why, until: clock.steady() + believed })
      }
      throw why
    }
  }
}
