/** authority: Who issues credentials for this session? Our own STS (embedded), or a real one. */
export type { Authority, AuthorityRefusal } from './authority'
export { embeddedAuthority } from './embedded'
export { type StsOptions, stsAuthority } from './sts'
