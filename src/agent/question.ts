import type { Breaker } from './breaker'
import type { Clock } from './clock'
import { type GetCredentials, type PodCredentials, type PodIdentity, Refused, Unreachable } from './credentials'

const attempts = 3
/** Milliseconds for one question, all its attempts and pauses together. */
const deadline = 10_000

/** One attempt, which gives up after `time` milliseconds. */
export type Attempt = (pod: PodIdentity, time: number) => Promise<PodCredentials>

/**
 * One question for many askers: whoever asks while it is under way shares its answer. It belongs to the pod and not to its first asker, has
 * a deadline and attempts of its own, and goes through the breaker. The first attempt has one second, as with the official agent; later ones
 * more, so that an upstream that is merely slow is understood in the end.
 */
export function questions(
  attempt: Attempt,
  given: {
    readonly clock: Clock
    readonly breaker: Breaker
    readonly random?: () => number
    readonly waits?: () => void
  },
): GetCredentials {
  const { clock, breaker, random = Math.random } = given
  const underWay = new Map<string, Promise<PodCredentials>>()

  const asked = async (pod: PodIdentity): Promise<PodCredentials> => {
    const end = clock.steady() + deadline
    for (let n = 1; ; n += 1) {
      try {
        return await breaker.through(() => attempt(pod, Math.min(n * 1_000, end - clock.steady())))
      } catch (why) {
        const pause = random() * Math.min(250 * 2 ** n, 2_000)
        const again =
          n < (pod.stranger ? 1 : attempts) && mayPass(why) && breaker.wait() === 0 && clock.steady() + pause < end
        if (!again) throw why
        await new Promise<void>((resolve) => clock.after(pause, resolve))
      }
    }
  }

  return (pod) => {
    const before = underWay.get(pod.key)
    if (before !== undefined) {
      given.waits?.()
      return before
    }
    const asking = asked(pod).finally(() => underWay.delete(pod.key))
    asking.catch(() => {})
    underWay.set(pod.key, asking)
    return asking
  }
}

function mayPass(why: unknown): boolean {
  return why instanceof Unreachable || (why instanceof Refused && why.passing)
}

/** Answers an asker within its patience (milliseconds); the question goes on behind, so that the next asker finds its answer. */
export function patient<Answer>(asking: Promise<Answer>, patience: number, clock: Clock): Promise<Answer> {
  return new Promise<Answer>((resolve, reject) => {
    const stop = clock.after(patience, () => reject(new Unreachable('EKS Auth has not answered yet; ask again.')))
    asking.then(
      (answer) => {
        stop()
        resolve(answer)
      },
      (why) => {
        stop()
        reject(why)
      },
    )
  })
}
