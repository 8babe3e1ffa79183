/** A refusal by the service, as it named it. What is thrown otherwise is trouble on the road: no connection, aborted, no credentials. */
export class ClientFault extends Error {
  override readonly name = 'ClientFault'

  constructor(
    /** As on the wire: `ResourceNotFoundException`, `NoSuchEntity`. */
    readonly code: string,
    message: string,
    /** HTTP status. */
    readonly status: number,
    /** '' when the answer carried none. */
    readonly requestId: string,
    /** Further members of the error. */
    readonly members: Readonly<Record<string, unknown>>,
    /** Milliseconds, where the answer said `Retry-After` in seconds. */
    readonly retryAfter?: number,
  ) {
    super(message)
  }
}
