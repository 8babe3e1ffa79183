/** authority: Who issues credentials for this session? Our own STS (embedded), or a real one. */
export type { Authority, AuthorityRefusal } from './authority'
// To come: embeddedAuthority(keyring, given: { random }): Authority;  stsAuthority(options): Authority
