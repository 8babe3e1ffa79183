import { ClientFault } from '../../src/client'

/** A call that was refused, or did not reach the server, in words for a person. */
export class Refusal extends Error {
  override readonly name = 'Refusal'

  constructor(
    readonly kind: 'forbidden' | 'expired' | 'not found' | 'refused' | 'unreachable',
    /** As on the wire; '' when there was no answer. */
    readonly code: string,
    message: string,
    readonly requestId: string,
    /** For DecodeAuthorizationMessage: why it is forbidden, sealed. */
    readonly encodedReason: string | undefined,
    /** The service and the operation. */
    readonly asked: string,
  ) {
    super(message)
  }

  /** The action that no policy allows: `eks:ListPodIdentityAssociations`. */
  get action(): string | undefined {
    return /not authorized to perform: ([\w-]+:\w+)/.exec(this.message)?.[1]
  }

  /** Why, in AWS's words: `no identity-based policy allows the eks:… action`, `with an explicit deny in an identity-based policy`. */
  get because(): string | undefined {
    return /\b(?:because (.+?)|(with an explicit deny .+?))\.?$/.exec(this.message)?.slice(1).find(Boolean)
  }
}

const expired = new Set([
  'ExpiredToken',
  'ExpiredTokenException',
  'InvalidClientTokenId',
  'UnrecognizedClientException',
  'RequestExpired',
])
const forbidden = new Set(['AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation'])
const missing = new Set(['ResourceNotFoundException', 'NoSuchEntity', 'NotFoundException'])
/** The reason of a refusal, sealed, travels in a header. */
export const reasonHeader = 'x-podid-encoded-authorization-message'

export function refusalOf(error: unknown, asked: string, heard: Headers | undefined): Refusal {
  if (error instanceof Refusal) return error
  if (!(error instanceof ClientFault))
    return new Refusal('unreachable', '', 'The server did not answer.', '', undefined, asked)
  const { code, message, requestId } = error
  const kind = expired.has(code)
    ? 'expired'
    : forbidden.has(code)
      ? 'forbidden'
      : missing.has(code)
        ? 'not found'
        : 'refused'
  return new Refusal(kind, code, message, requestId, heard?.get(reasonHeader) ?? undefined, asked)
}
