/** Which service accounts have an association, as this cluster's side knows it and as the control plane knows it. */
export interface AssociationsView {
  /** There is a local copy, however old: followed by WatchCluster, or kept from before a restart. */
  isLoaded(): boolean
  /** What the local copy says; false when there is none. */
  knows(namespace: string, serviceAccount: string): boolean
  /** Asks the control plane now, over a connection that is kept. Throws when it cannot be asked; must end when `signal` does. */
  ask(namespace: string, serviceAccount: string, signal: AbortSignal): Promise<boolean>
}
