import { X509Certificate } from 'node:crypto'
import { issue, type Log } from '../../../program'
import { type Authorities, bundleOf, dataOf, end, readAuthorities, upToDate } from './authorities'
import type { AuthorityPlace } from './place'

const day = 86_400_000
export const certificateLife = 30 * day
/** Milliseconds between looks at what is kept, unless certificates live so shortly that they need more. */
const look = 60_000
const attempts = 5

export interface Shown {
  readonly cert: string
  readonly key: string
}

export interface KeptCertificate {
  current(): Shown
  /** PEM of every authority that a replica's certificate may be of. */
  bundle(): string
  onCertificate(listener: (shown: Shown) => void): void
  onBundle(listener: () => void): void
  /** Looks at once. Throws nothing: what cannot be read now is read later, and what is there goes on. */
  look(): Promise<void>
  stop(): void
}

/**
 * Keeps a certificate of the shared authority, renewed when a third of its life is left, and the authority itself, renewed alike; each
 * replica has a key of its own. Whoever sees first that the authority is missing, spoilt or old mends it, and the others follow. What was
 * lost is written back from memory, so that no API server has to learn a new one. Throws when the authority cannot be had at the start.
 */
export async function keepCertificate(given: {
  readonly place: AuthorityPlace
  readonly names: readonly string[]
  /** Milliseconds that a certificate is good for. */
  readonly life?: number
  readonly now: () => number
  readonly log: Log
}): Promise<KeptCertificate> {
  const { place, names, now, log, life = certificateLife } = given
  const certificateListeners: ((shown: Shown) => void)[] = []
  const bundleListeners: (() => void)[] = []

  const first = await settled(place, undefined, now)
  let authorities = first
  let leaf = await issue(first.signing, names, now(), life)

  const follow = async (): Promise<void> => {
    const before = bundleOf(authorities)
    try {
      authorities = await settled(place, authorities, now)
    } catch (why) {
      log.warn({ why: why instanceof Error ? why.message : 'unknown' }, 'the webhook’s authority could not be read')
    }
    if (bundleOf(authorities) !== before) for (const listener of bundleListeners) listener()
    if (end(leaf.cert) - now() >= life / 3 && isOf(leaf.cert, authorities)) return
    leaf = await issue(authorities.signing, names, now(), life)
    log.info({ until: new Date(end(leaf.cert)).toISOString() }, 'the webhook has a new certificate')
    for (const listener of certificateListeners) listener(shown())
  }
  const shown = (): Shown => ({ cert: leaf.cert + authorities.signing.cert, key: leaf.key })

  let following = Promise.resolve()
  const looking = (): Promise<void> => {
    following = following.then(follow).catch((why) => log.error({ err: why }, 'the webhook’s certificate'))
    return following
  }
  const timer = setInterval(looking, Math.min(look, life / 12))
  timer.unref()
  return {
    current: shown,
    bundle: () => bundleOf(authorities),
    onCertificate: (listener) => void certificateListeners.push(listener),
    onBundle: (listener) => void bundleListeners.push(listener),
    look: looking,
    stop: () => clearInterval(timer),
  }
}

function isOf(cert: string, { signing }: Authorities): boolean {
  return new X509Certificate(cert).verify(new X509Certificate(signing.cert).publicKey)
}

/** What is kept, made right; two replicas that do so at once agree on the one that was first. */
async function settled(place: AuthorityPlace, mine: Authorities | undefined, now: () => number): Promise<Authorities> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const kept = await place.read()
    const known = kept === undefined ? undefined : readAuthorities(kept.data)
    const wanted = await upToDate(known ?? mine, now())
    if (wanted === known || (await place.replace(kept, dataOf(wanted)))) return wanted
  }
  throw new Error('The webhook’s authority is changed by others without end.')
}
