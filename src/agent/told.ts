import type { Log } from '../program'
import type { Clock } from './clock'
import type { PodIdentity } from './credentials'
import type { Answered } from './endpoint'
import type { Meters } from './meters'

/** Lines of refusals a second; a flood of them must not become a flood of log. */
const mostLines = 20

/** Counts each answer, and tells of those that matter: one line, with the pod and never its token. */
export function teller(log: Log, meters: Meters, clock: Clock): (it: Answered) => void {
  let second = 0
  let lines = 0
  let silent = 0
  const mayTell = (): boolean => {
    const now = Math.floor(clock.steady() / 1_000)
    if (now !== second) {
      if (silent > 0) log.warn({ refusals: silent }, 'further refusals were not told one by one')
      second = now
      lines = 0
      silent = 0
    }
    lines += 1
    if (lines <= mostLines) return true
    silent += 1
    return false
  }
  return ({ status, code, pod, message, requestId, from }) => {
    meters.answer(status)
    if (status === 200) {
      if (from === 'hit') meters.hit()
      return
    }
    meters.refused(code)
    if (mayTell()) log.warn({ status, code, ...factsOf(pod), requestId, message }, 'credentials refused')
  }
}

/** What may be said of a pod. */
export function factsOf(pod: PodIdentity | undefined): Readonly<Record<string, string | undefined>> {
  return { namespace: pod?.namespace, serviceAccount: pod?.serviceAccount, pod: pod?.pod }
}
