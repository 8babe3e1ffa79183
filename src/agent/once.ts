import type { GetCredentials, PodCredentials } from './credentials'

/** One question for many askers: whoever asks while it is under way shares its answer. The question belongs to the pod, not to its first asker. */
export function once(ask: GetCredentials): GetCredentials {
  const underWay = new Map<string, Promise<PodCredentials>>()
  return (pod) => {
    const asked = underWay.get(pod.key)
    if (asked !== undefined) return asked
    const asking = ask(pod).finally(() => underWay.delete(pod.key))
    underWay.set(pod.key, asking)
    return asking
  }
}
