/** agent: What are a node's credentials? It proves which pod asks, and gives it what EKS Auth says it may have. */
export { type Clock, realClock } from './clock'
export { type AgentConfig, agentConfig, agentSettings } from './config'
export { initialize } from './link-local'
export { type Agent, startAgent } from './start'
export { thisHost } from './this-host'
