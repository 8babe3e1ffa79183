/**
 * A refusal with AWS's name. The wire finds the status for the code in the operation's model, or among the errors common to its protocol.
 * Whatever is thrown and is not a Fault is our own trouble, never the caller's.
 */
export class Fault extends Error {
  override readonly name = 'Fault'

  constructor(
    /** AWS's code on the wire: `ResourceNotFoundException` (EKS), `NoSuchEntity` (IAM), `NoSuchKey` (S3). */
    readonly code: string,
    message: string,
    /** Further members of the error's shape, such as `clusterName`. */
    readonly members: Readonly<Record<string, unknown>> = {},
    /** Sealed: why a permission was refused, for DecodeAuthorizationMessage. Stands in a header, never in the message. */
    readonly encodedReason?: string,
  ) {
    super(message)
  }
}

/** The thing found, or the fault. */
export function found<Thing>(thing: Thing | undefined, otherwise: () => Fault): Thing {
  if (thing === undefined) throw otherwise()
  return thing
}
