import { readFile } from 'node:fs/promises'
import { client } from '../client'

interface Signed {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken: string
}

/**
 * Signs in with a projected service-account token, as design.md "How a cluster joins" has it: credentials of `roleArn` through
 * AssumeRoleWithWebIdentity, kept until ten minutes before their end. The token file is read anew each time, since it rotates.
 */
export function webIdentity(given: {
  readonly endpoint: string
  readonly region: string
  readonly roleArn: string
  readonly tokenFile: string
  readonly sessionName: string
  readonly now: () => number
  /** In place of the global `fetch`. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>
}): () => Promise<Signed> {
  const sts = client({ endpoint: given.endpoint, region: given.region, credentials: undefined, fetch: given.fetch })
  let kept: { readonly signed: Signed; readonly until: number } | undefined
  let asking: Promise<Signed> | undefined

  const ask = async (): Promise<Signed> => {
    const WebIdentityToken = (await readFile(given.tokenFile, 'utf8')).trim()
    const answer = await sts.call(
      'sts',
      'AssumeRoleWithWebIdentity',
      { RoleArn: given.roleArn, RoleSessionName: given.sessionName, WebIdentityToken },
      { signal: AbortSignal.timeout(10_000) },
    )
    const { signed, until } = read(answer.Credentials)
    kept = { signed, until: until - 600_000 }
    return signed
  }

  return () => {
    if (kept !== undefined && given.now() < kept.until) return Promise.resolve(kept.signed)
    asking ??= ask().finally(() => {
      asking = undefined
    })
    return asking
  }
}

function read(credentials: unknown): { signed: Signed; until: number } {
  if (typeof credentials !== 'object' || credentials === null) throw new Error('STS answered without credentials.')
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = Object.fromEntries(Object.entries(credentials))
  if (
    typeof AccessKeyId !== 'string' ||
    typeof SecretAccessKey !== 'string' ||
    typeof SessionToken !== 'string' ||
    !(Expiration instanceof Date)
  ) {
    throw new Error('STS answered with incomplete credentials.')
  }
  return {
    signed: { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken },
    until: Expiration.getTime(),
  }
}
