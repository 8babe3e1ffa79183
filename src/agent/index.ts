/** agent: What are a node's credentials? It proves which pod asks, and gives it what EKS Auth says it may have. */
export { type AgentConfig, agentConfig, agentSettings } from './config'
export { type Agent, startAgent } from './start'
