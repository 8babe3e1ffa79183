import { type Client, ClientFault } from '../client'
import { parseArn } from '../domain'
import { type GetCredentials, type PodCredentials, Refused, Unreachable } from './credentials'

/** Asks EKS Auth, ours or Amazon's. `deadline`: milliseconds for all attempts together. */
export function fromEksAuth(client: Client, clusterName: string, deadline: number): GetCredentials {
  return async ({ token }) => {
    try {
      const answer = await client.call(
        'eks-auth',
        'AssumeRoleForPodIdentity',
        { clusterName, token },
        { signal: AbortSignal.timeout(deadline) },
      )
      return understood(answer)
    } catch (why) {
      if (why instanceof Unreachable) throw why
      if (why instanceof ClientFault) throw new Refused(why.status, why.code, why.message, why.requestId)
      throw new Unreachable(`EKS Auth could not be reached: ${why instanceof Error ? why.message : 'unknown failure'}`)
    }
  }
}

/** Only an answer with all its parts is one. */
function understood(answer: Readonly<Record<string, unknown>>): PodCredentials {
  const credentials = part(answer.credentials)
  const expiration = credentials.expiration
  const account = parseArn(word(part(answer.assumedRoleUser).arn))?.account
  if (!(expiration instanceof Date) || Number.isNaN(expiration.getTime()) || account === undefined) throw incomplete()
  return {
    accessKeyId: word(credentials.accessKeyId),
    secretAccessKey: word(credentials.secretAccessKey),
    sessionToken: word(credentials.sessionToken),
    accountId: account,
    expiresAt: expiration.getTime(),
    associationId: word(part(answer.podIdentityAssociation).associationId),
  }
}

function part(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) throw incomplete()
  return Object.fromEntries(Object.entries(value))
}

function word(value: unknown): string {
  if (typeof value !== 'string' || value === '') throw incomplete()
  return value
}

function incomplete(): Unreachable {
  return new Unreachable('EKS Auth answered with something that is not its answer.')
}
