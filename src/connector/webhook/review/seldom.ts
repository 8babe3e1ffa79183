import type { TellEvent, WebhookEvent } from '../events'

/** Milliseconds during which the same Event of the same thing is told once: a thousand pods of one Deployment are one matter. */
const window = 60_000
const most = 2_000

export function seldom(tell: TellEvent, now: () => number): TellEvent {
  const told = new Map<string, number>()
  return (event: WebhookEvent) => {
    const { namespace, reason, regarding } = event
    const key = [namespace, reason, regarding.kind, regarding.name].join('/')
    const at = now()
    if (at - (told.get(key) ?? Number.NEGATIVE_INFINITY) < window) return
    told.delete(key)
    told.set(key, at)
    for (const oldest of told.keys()) {
      if (told.size <= most) break
      told.delete(oldest)
    }
    tell(event)
  }
}
