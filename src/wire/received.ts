/** A request as it came, nothing decoded. */
export interface Received {
  readonly method: string
  /** Percent-encoded, without the query. */
  readonly path: string
  /** Without `?`; '' when there is none. */
  readonly query: string
  readonly headers: Headers
}

/** A refusal as the wire says it. */
export interface WireFault {
  readonly code: string
  readonly message: string
  /** Further members of the error. */
  readonly members?: Readonly<Record<string, unknown>>
  /** Wins over the status that the model or the protocol gives to the code. */
  readonly status?: number
}

/** Which operation is asked for. */
export interface Route {
  readonly operation: string
  /** Values from the path by the names in its template, decoded. */
  readonly labels: ReadonlyMap<string, string>
  /** The input's body is bytes of any length, to be handed on unread. */
  readonly streaming: boolean
}

/** Thrown while reading; becomes a WireFault at the front doors and never leaves this folder. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable'

  constructor(
    message: string,
    /** Absent: the protocol's general code for what cannot be read. */
    readonly code?: string,
    readonly members: Readonly<Record<string, unknown>> = {},
    readonly status?: number,
  ) {
    super(message)
  }
}
