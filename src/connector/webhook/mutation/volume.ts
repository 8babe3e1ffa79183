import { isRecord, type Pod } from './pod'

export interface TokenVolume {
  readonly name: string
  readonly audience: string
  /** Seconds. */
  readonly expiration: number
  readonly file: string
}

/** The projected token as Kubernetes is asked for it. */
export function tokenVolume({ name, audience, expiration, file }: TokenVolume): unknown {
  const serviceAccountToken = { audience, expirationSeconds: expiration, path: file }
  return { name, projected: { sources: [{ serviceAccountToken }] } }
}

/** A volume of that name is the pod's own affair and stays; whether it can serve is told. */
export function volumeOddities({ volumes }: Pod, { name, audience, file }: TokenVolume): readonly string[] {
  const own = volumes?.find((it) => it.name === name)
  if (own === undefined) return []
  const sources = isRecord(own.projected) && Array.isArray(own.projected.sources) ? own.projected.sources : []
  const serves = sources.some((it: unknown) => {
    const token = isRecord(it) ? it.serviceAccountToken : undefined
    return isRecord(token) && token.audience === audience && token.path === file
  })
  return serves ? [] : [`its own volume ${name} does not hold a token for ${audience}, so it may get no credentials`]
}
