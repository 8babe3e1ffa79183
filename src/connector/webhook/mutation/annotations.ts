import type { WebhookSettings } from '../settings'
import { parseCsv } from './go-values'
import { expirationOf, type Identity } from './identity'
import type { Pod } from './pod'

/** What a pod says for itself, by annotations. */
export interface OwnWords {
  readonly skips: ReadonlySet<string>
  /** Seconds; undefined when it says nothing that can be read. */
  readonly expiration: number | undefined
  readonly warnings: readonly string[]
}

export function ownWords({ annotations, containers }: Pod, { annotationPrefix }: WebhookSettings): OwnWords {
  const said = (name: string): string | undefined => {
    const value = annotations?.[`${annotationPrefix}/${name}`]
    return typeof value === 'string' ? value : undefined
  }
  const list = said('skip-containers')
  const read = list === undefined ? undefined : parseCsv(list)
  const lifetime = said('token-expiration')
  const expiration = expirationOf(lifetime)
  const strangers = (read ?? []).filter((name) => !containers.some((it) => it.name === name))
  return {
    skips: new Set(read),
    expiration,
    warnings: [
      ...(list !== undefined && list !== '' && read === undefined
        ? [`its annotation ${annotationPrefix}/skip-containers is no list, so no container is skipped`]
        : []),
      ...(strangers.length > 0
        ? [`its annotation ${annotationPrefix}/skip-containers names a container that it does not have`]
        : []),
      ...(lifetime !== undefined && expiration === undefined
        ? [`its annotation ${annotationPrefix}/token-expiration is no number of seconds and is ignored`]
        : []),
    ],
  }
}

const day = 86_400
const earliest = 79_200

/** Pods that were born together shall not renew together: a token of a day, and of Pod Identity only, lives up to two hours less. */
export function jittered(seconds: number, { method }: Identity, chance: () => number): number {
  if (method !== 'pod-identity' || seconds !== day) return seconds
  return earliest + Math.min(Math.floor(chance() * (day - earliest + 1)), day - earliest)
}
