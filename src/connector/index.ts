/** connector: What does a cluster's side do? It follows what the control plane wants on its cluster and reports what became of it. */
export type { AddonBackend, AddonState, WantedAddon } from './addons'
export { type Connector, connect } from './connect'
export { joinManifest } from './manifests/join'
export type { JoinSettings } from './manifests/join-settings'
export { names, ours, places } from './manifests/names'
export { type Program, processBackend } from './process-backend'
export { webIdentity } from './web-identity'
