/** kubernetes: What does a cluster say? So far: which keys sign its tokens, where it publishes them by OIDC discovery. */
export { discoverKeys, NoKeys, readKeys } from './discover'
