export type Annotations = Readonly<Record<string, string>>

/** The annotations of the cluster's service accounts: a local copy kept by list and watch, and the API server itself. */
export interface ServiceAccountsView {
  /** The first list has been read. */
  isLoaded(): boolean
  /** What the local copy says; undefined when it has no such service account. */
  annotations(namespace: string, name: string): Annotations | undefined
  /** Reads it from the API server now; undefined when it is not there. Throws when that cannot be asked; must end when `signal` does. */
  ask(namespace: string, name: string, signal: AbortSignal): Promise<Annotations | undefined>
}
