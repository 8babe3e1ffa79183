/** What is kept: names and texts, as in the `stringData` of a Secret; and which version of it this is (its resourceVersion). */
export interface Kept {
  readonly version: string
  readonly data: Readonly<Record<string, string>>
}

/** The place where the webhook's certificate authority is kept and shared between replicas: a Secret. */
export interface AuthorityPlace {
  /** Undefined when nothing is there. Throws when it cannot be read. */
  read(): Promise<Kept | undefined>
  /** Replaces `former` (undefined: nothing was there). Answers false, and changes nothing, when something else is there by now. */
  replace(former: Kept | undefined, data: Readonly<Record<string, string>>): Promise<boolean>
}
