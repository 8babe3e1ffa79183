/** AWS credentials as SDKs spell them. */
export interface Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** With temporary credentials. */
  readonly sessionToken?: string
}

/** Fixed, or asked for before each call (so that whoever gives them may renew them), or none: calls go unsigned. */
export type ClientCredentials = Credentials | (() => Promise<Credentials>) | undefined

export async function currentCredentials(given: ClientCredentials): Promise<Credentials | undefined> {
  return typeof given === 'function' ? given() : given
}
