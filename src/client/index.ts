/** client: How is it asked? Any operation of any service by its model, signed; runs in a browser too. */
export { type CallOptions, type Client, type ClientSettings, client } from './client'
export type { ClientCredentials, Credentials } from './credentials'
export { ClientFault } from './fault'
