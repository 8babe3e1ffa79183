/** server: What is the control plane? Every operation of every service behind one address: proved, authorized, answered and recorded. */
export { type App, createApp } from './app'
export { type BuiltInCluster, builtInClusters } from './built-in-clusters'
export { type ServerConfig, serverConfig, serverSettings } from './config'
export type { House } from './house'
export type { World } from './parts'
export { masterKeys, prepareMasterKey, rotateMasterKey, sealingKey } from './rotate'
export { type RunningServer, startServer } from './start'
