/** An add-on that the control plane wants on this cluster, as WatchCluster tells it. */
export interface WantedAddon {
  readonly name: string
  readonly version: string
  /** `CREATING`, `ACTIVE`, `UPDATING`, `DELETING`, … */
  readonly status: string
  readonly preserve: boolean
  /** JSON text that fits the add-on's schema; absent: nothing is said. */
  readonly configurationValues?: string
  /** The update that it is in, to be named when its end is told; '' for none. */
  readonly updateId: string
}

/** What became of it. `deleted`: nothing of it is left. */
export interface AddonState {
  readonly status: 'ACTIVE' | 'CREATE_FAILED' | 'UPDATE_FAILED' | 'DEGRADED' | 'DELETE_FAILED' | 'DELETED'
  readonly issues: readonly { readonly code: string; readonly message: string }[]
}

/** What installs add-ons: Kubernetes, or the processes of this machine for built-in clusters. */
export interface AddonBackend {
  /** Makes it so that the add-on runs as configured; resolves when it does, or with why it does not. Safe to repeat. */
  install(addon: WantedAddon): Promise<AddonState>
  /** Takes it away. Safe to repeat. */
  remove(addon: WantedAddon): Promise<AddonState>
  /** Called with an add-on's name whenever its state changes by itself. */
  onChange(listener: (name: string, state: AddonState) => void): void
  /** Stops what it started without taking it away: the next start installs it again. */
  stop(): Promise<void>
}
