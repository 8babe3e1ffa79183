/** connector: What does a cluster's side do? It follows what the control plane wants on its cluster and reports what became of it. */
export type { AddonBackend, AddonState, WantedAddon } from './addons'
export { type Connector, connect } from './connect'
export { type Program, processBackend } from './process-backend'
export { webIdentity } from './web-identity'
